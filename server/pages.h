#pragma once

// What the pages share. Every page is whole without a script, and every word of it that comes from
// the store goes through Html::text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/subgraph.h"
#include "server/connection.h"
#include "server/html.h"
#include "server/http_error.h"
#include "server/quote_view.h"
#include "server/resolve_name.h"

namespace onrecord {

/// A whole page around `content`. title: plain text. section: the entry of the navigation that is
/// current ("quotes", "path"), or empty.
Reply page_reply(std::string_view title, std::string_view section, const Html& content,
                 int status = 200);

/// An error as a page, with links to whom the caller may have meant.
Reply error_page(const HttpError& error, const std::optional<NameResolution>& unresolved);

Html entity_link(const EntityRef& ref);
Html entity_links(const std::vector<EntityRef>& refs);  ///< comma-separated
/// The type as a coloured dot and a word.
Html type_tag(EntityType type);
Html candidate_list(const std::vector<NameCandidate>& candidates);

/// Title, outlet and date, linking to the document's page; to the span of it when one is given.
Html document_link(const DocumentRef& document);
/// A sentence with its highlights, and where it stands.
Html sentence_block(const SentenceEvidence& evidence);
/// A link to the original; nothing unless it is http or https.
Html original_link(const std::string& url);

/// The who-said-what table; a line that says so when there are none.
Html quote_table(const std::vector<QuoteView>& quotes);

Html search_form(std::string_view value);
Html path_form(std::string_view from, std::string_view to, std::size_t k);

}  // namespace onrecord
