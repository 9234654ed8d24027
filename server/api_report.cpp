#include "server/report/page_style.h"
#include "server/report/write_report.h"
#include "server/routes.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostQuotesCompared = 20'000;  // in one list
constexpr std::size_t kMostDocuments = 200;

Result<ReportOptions> param_report_options(Call& call) {
  ReportOptions options;
  options.since = call.params.date("since");
  options.until = call.params.date("until");
  options.min_confidence = call.params.fraction("min_confidence", 0.0);
  options.max_quotes = call.params.count("max_quotes", 200, 1, 1000);
  options.max_nodes = call.params.count("nodes", 24, 1, 200);
  const auto outlets = param_outlets(call);
  if (!outlets) return outlets.error();
  if (!call.params.ok()) return call.params.error();
  options.outlets = *outlets;
  options.max_documents = kMostDocuments;
  options.max_operations_read = 500;
  options.most_quotes_compared = kMostQuotesCompared;
  options.limits = search_limits(call);
  return options;
}

}  // namespace

Result<Reply> get_entity_report(Call& call) {
  const auto id = path_entity(call);
  if (!id) return id.error();
  const std::string format = call.params.one_of("format", {"md", "html"});
  const auto options = param_report_options(call);
  if (!options) return options.error();
  if (const Status narrowed = narrow_to_outlets(call); !narrowed) return narrowed.error();
  const auto report = make_report(call.lookup, *call.graph, *id, *options);
  if (!report) return report.error();
  Reply reply;
  if (format == "md") {
    reply.lasting = true;
    reply.content_type = "text/markdown; charset=utf-8";
    reply.body = write_markdown(*report);
    return reply;
  }
  const auto pass = GatePass::enter(call.gates.drawings, *call.request.life);
  if (pass == nullptr) {
    return Error{ErrorCode::Busy, "other pictures are being drawn; try again in a moment"};
  }
  reply.content_type = "text/html; charset=utf-8";
  reply.headers.emplace_back("Content-Security-Policy",
                             report_policy() + "; frame-ancestors 'none'");
  reply.body = write_html(*report);
  return reply;
}

}  // namespace onrecord
