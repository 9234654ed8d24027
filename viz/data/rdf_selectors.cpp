#include "viz/data/rdf_selectors.h"

namespace onrecord::rdf {
namespace {

/// Code points before and after, as the Web Annotation examples have it.
constexpr std::uint32_t kAround = 32;

}  // namespace

std::string_view Selectors::name(std::string_view owner, std::string_view kind,
                                 std::size_t number) {
  name_ = owner;
  name_ += kind;
  name_ += std::to_string(number);
  return name_;
}

void Selectors::link(Sink& sink, std::string_view owner, const Spans& spans) {
  const Term selector{&kOa, "hasSelector"};
  for (std::size_t i = 0; i < spans.size(); ++i) {
    sink.link(selector, name(owner, "/position/", i + 1));
    sink.link(selector, name(owner, "/words/", i + 1));
  }
}

void Selectors::write(Sink& sink, std::string_view owner, const Spans& spans) {
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const auto [begin, end] = points_.from_span(spans[i]);
    sink.begin(name(owner, "/position/", i + 1));
    sink.type({&kOa, "TextPositionSelector"});
    sink.typed({&kOa, "start"}, std::to_string(begin), {&kXsd, "nonNegativeInteger"});
    sink.typed({&kOa, "end"}, std::to_string(end), {&kXsd, "nonNegativeInteger"});
    sink.end();
    const Span before{points_.to_byte(begin - std::min(begin, kAround)), spans[i].begin};
    const Span after{spans[i].end, points_.to_byte(std::min(end + kAround, points_.size()))};
    sink.begin(name(owner, "/words/", i + 1));
    sink.type({&kOa, "TextQuoteSelector"});
    sink.text({&kOa, "exact"}, slice(text_, spans[i]));
    sink.text({&kOa, "prefix"}, slice(text_, before));
    sink.text({&kOa, "suffix"}, slice(text_, after));
    sink.end();
  }
}

}  // namespace onrecord::rdf
