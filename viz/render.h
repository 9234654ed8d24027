#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "model/result.h"

namespace onrecord {

enum class PictureFormat { Svg, Png, Pdf };
enum class Layout { Dot, Sfdp };  ///< layered, for up to a few hundred nodes; force-directed

struct RenderOptions {
  Layout layout = Layout::Dot;
  std::chrono::milliseconds time_limit{10'000};
  std::size_t max_input_bytes = 16u << 20;
  std::size_t max_output_bytes = 64u << 20;
  std::string program = "dot";  ///< looked up in PATH unless it has a slash
};

/// Draws DOT text with Graphviz, run as a child process without a shell, fed and read through
/// sockets, so nothing touches the disk. (libcgraph is not safe in a program of several threads.)
/// Unsupported when the program is missing, Busy past the time limit (the child is killed),
/// The same text gives the same bytes, in a PDF the time of drawing left out. TooLarge past a cap,
/// InvalidInput when Graphviz refuses the text. Safe to call from several threads; each call starts
/// one process.
Result<std::string> render_dot(std::string_view dot, PictureFormat format,
                               const RenderOptions& options = {});

}  // namespace onrecord
