#include "viz/graph_fields.h"

#include <array>
#include <charconv>
#include <cmath>

namespace onrecord {
namespace {

FieldValue text_or_nothing(std::string_view text) {
  if (text.empty()) return std::monostate{};
  return text;
}

FieldValue count_or_nothing(std::uint64_t count) {
  if (count == 0) return std::monostate{};
  return count;
}

FieldValue qualifier(const GraphEdge& edge, const char* name) {
  const auto found = edge.qualifiers.find(name);
  return found == edge.qualifiers.end() ? FieldValue() : text_or_nothing(found->second);
}

FieldValue best(const GraphEdge& edge, std::string_view (*of)(const SentenceEvidence&)) {
  return edge.evidence.empty() ? FieldValue() : text_or_nothing(of(edge.evidence.front()));
}

using View = std::string_view;
using Evidence1 = const SentenceEvidence&;

constexpr std::array kNodeFields = {
    NodeField{"type", FieldType::Text,
              [](const GraphNode& n) -> FieldValue { return View(n.type); }},
    NodeField{"documents", FieldType::Count,
              [](const GraphNode& n) -> FieldValue { return n.documents; }},
    NodeField{"focus", FieldType::Flag, [](const GraphNode& n) -> FieldValue { return n.focus; }},
    NodeField{"kind", FieldType::Text, [](const GraphNode& n) { return text_or_nothing(n.kind); }},
    NodeField{"date", FieldType::Text, [](const GraphNode& n) { return text_or_nothing(n.date); }},
    NodeField{"document", FieldType::Text,
              [](const GraphNode& n) { return text_or_nothing(n.document); }},
    NodeField{"url", FieldType::Text, [](const GraphNode& n) { return text_or_nothing(n.url); }},
    NodeField{"confidence", FieldType::Number,
              [](const GraphNode& n) -> FieldValue {
                if (!n.is_quote()) return std::monostate{};
                return n.confidence;
              }},
};

constexpr std::array kEdgeFields = {
    EdgeField{"predicate", FieldType::Text,
              [](const GraphEdge& e) -> FieldValue { return to_string(e.predicate); }, false},
    EdgeField{"statement", FieldType::Text,
              [](const GraphEdge& e) { return text_or_nothing(e.statement); }, false},
    EdgeField{"title", FieldType::Text, [](const GraphEdge& e) { return qualifier(e, "title"); },
              false},
    EdgeField{"status", FieldType::Text, [](const GraphEdge& e) { return qualifier(e, "status"); },
              false},
    EdgeField{"count", FieldType::Count,
              [](const GraphEdge& e) { return count_or_nothing(e.count); }, false},
    EdgeField{"support", FieldType::Count,
              [](const GraphEdge& e) -> FieldValue { return e.support; }, false},
    EdgeField{"confidence", FieldType::Number,
              [](const GraphEdge& e) -> FieldValue { return e.confidence; }, false},
    EdgeField{"first", FieldType::Text, [](const GraphEdge& e) { return text_or_nothing(e.first); },
              false},
    EdgeField{"last", FieldType::Text, [](const GraphEdge& e) { return text_or_nothing(e.last); },
              false},
    EdgeField{"sentence", FieldType::Text,
              [](const GraphEdge& e) {
                return best(e, [](Evidence1 s) -> View { return s.sentence.text; });
              },
              true},
    EdgeField{"document", FieldType::Text,
              [](const GraphEdge& e) {
                return best(e, [](Evidence1 s) -> View { return s.sentence.document.value; });
              },
              true},
    EdgeField{
        "document_title", FieldType::Text,
        [](const GraphEdge& e) { return best(e, [](Evidence1 s) -> View { return s.title; }); },
        true},
    EdgeField{
        "publisher", FieldType::Text,
        [](const GraphEdge& e) { return best(e, [](Evidence1 s) -> View { return s.publisher; }); },
        true},
    EdgeField{"url", FieldType::Text,
              [](const GraphEdge& e) { return best(e, [](Evidence1 s) -> View { return s.url; }); },
              true},
    EdgeField{"date", FieldType::Text,
              [](const GraphEdge& e) { return text_or_nothing(e.evidence_date); }, true},
    EdgeField{"more_evidence", FieldType::Text,
              [](const GraphEdge& e) { return text_or_nothing(e.more_evidence); }, true},
};

}  // namespace

std::span<const NodeField> node_fields() { return kNodeFields; }
std::span<const EdgeField> edge_fields() { return kEdgeFields; }

std::string number_text(double value) {
  if (!std::isfinite(value)) return "0";
  std::array<char, 32> digits;
  const double rounded = std::round(value * 1000.0) / 1000.0;
  const auto [end, failed] = std::to_chars(digits.data(), digits.data() + digits.size(), rounded,
                                           std::chars_format::fixed);
  return failed == std::errc() ? std::string(digits.data(), end) : "0";
}

std::string_view colour_of(std::string_view node_type) {
  if (node_type == "person") return "#56B4E9";
  if (node_type == "agency") return "#0072B2";
  if (node_type == "organization") return "#CC79A7";
  if (node_type == "place") return "#009E73";
  if (node_type == "operation") return "#E69F00";
  return "#F0E442";  // quote
}

double size_of(const GraphNode& node) {
  return 10.0 + 5.0 * std::log10(1.0 + static_cast<double>(node.documents));
}

Point place_of(std::uint64_t n) {
  constexpr double kGoldenAngle = 2.39996322972865332;  // pi * (3 - sqrt(5))
  constexpr double kApart = 40.0;
  const double radius = kApart * std::sqrt(static_cast<double>(n));
  const double angle = kGoldenAngle * static_cast<double>(n);
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

Point place_of(const GraphNode& node, std::uint64_t n, YAxis axis) {
  if (!node.place) return place_of(n);
  return {node.place->x, axis == YAxis::Down ? node.place->y : 0.0 - node.place->y};
}

}  // namespace onrecord
