// GEXF 1.3 for Gephi, and 1.2draft for programs that know no other. Attributes are typed; colour,
// size and place stand in the viz namespace. Edges between the same two nodes differ in `kind` (1.3
// only): programs that join parallel edges of one kind would add up their weights.

#include <array>
#include <cstdio>
#include <string>
#include <utility>

#include "viz/graph_fields.h"
#include "viz/graph_writer.h"
#include "viz/xml_text.h"

namespace onrecord {
namespace {

enum class Version { V12, V13 };

std::string_view type_name(FieldType type) {
  switch (type) {
    case FieldType::Text:
      return "string";
    case FieldType::Count:
      return "long";
    case FieldType::Number:
      return "double";
    case FieldType::Flag:
      return "boolean";
  }
  return "string";
}

constexpr int kMonthDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

int days_of(int year, int month) {
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kMonthDays[month - 1];
}

/// The first or last day that a date may stand for, as xs:date; "" without a year.
std::string whole_day(const PartialDate& date, bool last) {
  if (date.year == 0) return "";
  const int month = date.month != 0 ? date.month : last ? 12 : 1;
  const int day = date.day != 0 ? date.day : last ? days_of(date.year, month) : 1;
  std::array<char, 16> text;
  const int size =
      std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", int{date.year}, month, day);
  return {text.data(), static_cast<std::size_t>(size)};
}

class GexfWriter : public GraphWriter {
 public:
  GexfWriter(std::ostream& out, Version version) : GraphWriter(out), version_(version) {}

  void begin(const GraphInfo& info) override {
    times_ = info.times;
    evidence_ = info.evidence;
    if (version_ == Version::V13) {
      out() << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" "
               "version=\"1.3\">\n";
    } else {
      out() << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<gexf xmlns=\"http://www.gexf.net/1.2draft\" "
               "xmlns:viz=\"http://www.gexf.net/1.2draft/viz\" version=\"1.2\">\n";
    }
    out() << "  <meta><creator>onrecord</creator></meta>\n  <graph defaultedgetype=\"directed\" "
             "mode=\""
          << (times_ == EdgeTimes::None ? "static" : "dynamic") << '"';
    if (times_ != EdgeTimes::None) out() << " timeformat=\"date\"";
    if (version_ == Version::V13 && times_ != EdgeTimes::None) {
      out() << " timerepresentation=\""
            << (times_ == EdgeTimes::Timestamps ? "timestamp" : "interval") << '"';
    }
    out() << ">\n";
    begin_attributes("node");
    for (const NodeField& field : node_fields()) attribute(field.name, field.type);
    out() << "    </attributes>\n";
    begin_attributes("edge");
    for (const EdgeField& field : edge_fields()) {
      if (evidence_ || !field.of_evidence) attribute(field.name, field.type);
    }
    out() << "    </attributes>\n    <nodes>\n";
  }

  void node(const GraphNode& node) override {
    line_ = "      <node id=\"";
    text(node.id);
    line_ += "\" label=\"";
    text(node.label);
    line_ += "\"><attvalues>";
    for (const NodeField& field : node_fields()) value(field.name, field.of(node));
    line_ += "</attvalues>";
    appearance(node);
    line_ += "</node>\n";
    out() << line_;
  }

  void edge(const GraphEdge& edge) override {
    end_nodes();
    line_ = "      <edge id=\"";
    text(edge.id);
    line_ += "\" source=\"";
    text(edge.source);
    line_ += "\" target=\"";
    text(edge.target);
    line_ += "\" label=\"";
    text(edge.label);
    line_.append("\" weight=\"").append(number_text(edge.weight)).append("\"");
    if (version_ == Version::V13) {
      line_ += " kind=\"";
      text(kind_of(edge));
      line_ += '"';
    }
    std::string spells;
    if (times_ == EdgeTimes::Intervals) interval(edge);
    if (times_ == EdgeTimes::Timestamps) spells = timestamps(edge);
    line_ += "><attvalues>";
    for (const EdgeField& field : edge_fields()) {
      if (evidence_ || !field.of_evidence) value(field.name, field.of(edge));
    }
    line_.append("</attvalues>").append(spells).append("</edge>\n");
    out() << line_;
  }

  void end() override {
    end_nodes();
    out() << "    </edges>\n  </graph>\n</gexf>\n";
  }

 private:
  /// What tells it from other edges between the same nodes.
  static std::string kind_of(const GraphEdge& edge) {
    std::string kind(to_string(edge.predicate));
    for (const auto& [name, word] : edge.qualifiers) {
      if (name != "count") kind.append(" ").append(name).append("=").append(word);
    }
    return kind;
  }

  void begin_attributes(std::string_view of) {
    out() << "    <attributes class=\"" << of << "\" mode=\"static\">\n";
  }
  void attribute(std::string_view name, FieldType type) {
    out() << "      <attribute id=\"" << name << "\" title=\"" << name << "\" type=\""
          << type_name(type) << "\"/>\n";
  }
  void text(std::string_view words) { count_replaced(append_xml(words, line_)); }

  void value(std::string_view name, const FieldValue& value) {
    if (std::holds_alternative<std::monostate>(value)) return;
    line_.append("<attvalue for=\"").append(name).append("\" value=\"");
    if (const auto* words = std::get_if<std::string_view>(&value)) {
      text(*words);
    } else if (const auto* count = std::get_if<std::uint64_t>(&value)) {
      line_ += std::to_string(*count);
    } else if (const auto* number = std::get_if<double>(&value)) {
      line_ += number_text(*number);
    } else {
      line_ += std::get<bool>(value) ? "true" : "false";
    }
    line_ += "\"/>";
  }

  void appearance(const GraphNode& node) {
    const std::string_view colour = colour_of(node.type);
    const auto part = [&](std::size_t at) {
      return std::to_string(std::stoi(std::string(colour.substr(at, 2)), nullptr, 16));
    };
    const Point place = place_of(node, nodes_++, YAxis::Up);
    line_.append("<viz:color r=\"").append(part(1)).append("\" g=\"").append(part(3));
    line_.append("\" b=\"").append(part(5)).append("\"/><viz:position x=\"");
    line_.append(number_text(place.x)).append("\" y=\"").append(number_text(place.y));
    line_.append("\" z=\"0\"/><viz:size value=\"").append(number_text(size_of(node)));
    line_ += "\"/>";
  }

  void interval(const GraphEdge& edge) {
    const std::string start = whole_day(edge.first_date, false);
    const std::string end = whole_day(edge.last_date, true);
    if (!start.empty()) line_.append(" start=\"").append(start).append("\"");
    if (!end.empty()) line_.append(" end=\"").append(end).append("\"");
  }

  /// One as an attribute of the edge, more as what is returned for its inside.
  std::string timestamps(const GraphEdge& edge) {
    std::string spells, only, last;
    for (const PartialDate& date : edge.dates) {
      const std::string day = whole_day(date, false);
      if (day.empty() || day == last) continue;
      last = day;
      only = only.empty() ? day : only;
      spells.append("<spell timestamp=\"").append(day).append("\"/>");
    }
    if (last.empty()) return "";
    if (only != last) return "<spells>" + spells + "</spells>";
    line_.append(" timestamp=\"").append(only).append("\"");
    return "";
  }

  void end_nodes() {
    if (!std::exchange(in_nodes_, false)) return;
    out() << "    </nodes>\n    <edges>\n";
  }

  Version version_;
  EdgeTimes times_ = EdgeTimes::None;
  bool evidence_ = false;
  bool in_nodes_ = true;
  std::uint64_t nodes_ = 0;
  std::string line_;
};

}  // namespace

std::unique_ptr<GraphWriter> make_gexf_writer(std::ostream& out) {
  return std::make_unique<GexfWriter>(out, Version::V13);
}

std::unique_ptr<GraphWriter> make_gexf12_writer(std::ostream& out) {
  return std::make_unique<GexfWriter>(out, Version::V12);
}

}  // namespace onrecord
