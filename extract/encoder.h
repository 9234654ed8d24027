#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "extract/encoder_embeddings.h"
#include "extract/encoder_workspace.h"
#include "extract/linear.h"
#include "extract/model_file.h"
#include "extract/piece.h"
#include "model/result.h"

namespace onrecord {

/// The network's sizes, from the header's "config".
struct EncoderConfig {
  std::size_t hidden = 0;  ///< numbers of a piece's row, a multiple of 32
  std::size_t layers = 0;
  std::size_t heads = 0;         ///< hidden / heads is 32, 64, 96 or 128
  std::size_t intermediate = 0;  ///< a multiple of 16
  std::size_t vocabulary = 0;
  std::size_t positions = 0;  ///< pieces of the longest window, at most 256
};

/// Pieces with [CLS] before and [SEP] behind them (WordPiece::to_window).
using Window = std::span<const Piece>;

/// Which pieces' rows are wanted.
enum class EncodedRows {
  All,
  /// Those of a piece that begins a word, and of the last piece ([SEP]): begins_word(). The last
  /// layer is computed for them alone.
  Words,
};

/// Whether EncodedRows::Words has the row of piece `at`.
inline bool begins_word(Window window, std::size_t at) {
  return at + 1 == window.size() || (at > 0 && window[at].word != window[at - 1].word);
}

/// A transformer encoder with layer norm after each part (Devlin et al. 2019), 8-bit weights and
/// activations quantised row by row (Dettmers et al. 2022, without their outliers).
///
/// The same window gives the same bits whatever stands beside it in the call, on any thread and on
/// any x86 processor: matrix products and attention are sums of integers, and the float work in
/// between is lane by lane in one order (extract/lanes.h). The plain float path promises none of
/// that; it is there to measure what 8 bits cost.
///
/// Movable; const and safe to use from several threads after loading, each with its own workspace.
class Encoder {
 public:
  /// Copies what it needs: the model file may go afterwards.
  /// Errors: Corrupt, NotFound, naming the file and the tensor; Internal when oneDNN fails.
  static Result<Encoder> load(const ModelFile& model, const EncoderOptions& options = {});

  const EncoderConfig& config() const { return config_; }

  /// The last layer's rows of the pieces.
  ///
  /// windows: any number, each of 1 to config().positions pieces; longer windows cost more a piece.
  /// hidden:  overwritten: the windows' rows one after the other, each of config().hidden floats:
  ///          of all pieces, [CLS] and [SEP] included, or of those that `wanted` says. A row is the
  ///          same either way.
  ///
  /// InvalidInput for an empty or too long window, or a piece that is not in the vocabulary;
  /// Internal when oneDNN fails.
  Status encode(std::span<const Window> windows, EncoderWorkspace& workspace,
                std::vector<float>& hidden, EncodedRows wanted = EncodedRows::All) const;

 private:
  struct Norms {
    std::vector<float> weight, bias;
    Norm get() const { return {weight.data(), bias.data(), 1e-12f}; }
  };
  struct Layer {
    Linear qkv, attention_out, up, down;
    Norms attention_norm, output_norm;
  };
  struct Group;

  Encoder() = default;
  Status load_config(const ModelFile& model);
  Status check(std::span<const Window> windows) const;
  static Result<Norms> load_norms(const ModelFile& model, const std::string& name,
                                  std::size_t size);
  static Result<Layer> load_layer(const ModelFile& model, const std::string& name,
                                  const EncoderConfig& config, const EncoderOptions& options);

  Status encode_group(Group group, EncodedRows wanted, EncoderWorkspace& workspace,
                      float* to) const;
  void embed(const Group& group, EncoderWorkspace& workspace) const;
  std::size_t keep(const Group& group, EncodedRows wanted, EncoderWorkspace& workspace,
                   float* to) const;
  Status project(const Layer& layer, const Group& group, EncoderWorkspace& workspace) const;
  void attend(const Group& group, EncoderWorkspace& workspace) const;
  Status transform(const Layer& layer, const Group& group, std::size_t first, std::size_t count,
                   EncoderWorkspace& workspace) const;

  void encode_floats(Window window, EncoderWorkspace& workspace, float* hidden) const;
  void attend_floats(const float* qkv, std::size_t rows, float* to) const;
  void add_and_norm_floats(const std::vector<float>& add, const Norms& norms, float* rows) const;

  EncoderConfig config_;
  const EncoderKernels* kernels_ = nullptr;
  bool plain_float_ = false;
  EncoderEmbeddings embeddings_;
  Norms embedding_norm_;
  std::vector<Layer> layers_;
};

}  // namespace onrecord
