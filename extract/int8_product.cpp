#include "extract/int8_product.h"

#include <array>
#include <cassert>
#include <dnnl.hpp>
#include <exception>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

// From the OpenMP runtime that oneDNN is linked with (libgomp). Its header comes with g++ alone.
extern "C" {
int omp_get_max_threads();
void omp_set_num_threads(int threads);
}

namespace onrecord {
namespace {

using dnnl::memory;

constexpr std::size_t kPrimitives = Int8Product::kMostRows / Int8Product::kRowStep;

Error to_product_error(const char* what, const std::exception& cause) {
  return Error{ErrorCode::Internal,
               "language model: oneDNN could not " + std::string(what) + ": " + cause.what()};
}

/// The processor as oneDNN sees it. Objects of one call must share it; it is never changed.
const dnnl::engine& processor() {
  static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

memory::dim to_dim(std::size_t size) { return static_cast<memory::dim>(size); }

dnnl::matmul::primitive_desc describe(std::size_t rows, const memory::desc& weights,
                                      std::size_t columns, std::size_t depth) {
  const memory::desc source({to_dim(rows), to_dim(depth)}, memory::data_type::u8,
                            memory::format_tag::ab);
  const memory::desc sums({to_dim(rows), to_dim(columns)}, memory::data_type::s32,
                          memory::format_tag::ab);
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  return {dnnl::matmul::desc(source, weights, sums), attributes, processor()};
}

}  // namespace

OneThread::OneThread() : before_(omp_get_max_threads()) { omp_set_num_threads(1); }
OneThread::~OneThread() { omp_set_num_threads(before_); }

/// oneDNN's names for the memory of one product, made once because making them costs as much as a
/// small product.
struct Arguments {
  dnnl::matmul matmul;  // kept, so that its address stays its own
  memory source, sums, scratch;
  std::array<dnnl_exec_arg_t, 4> list;
};

struct ProductWorkspace::State {
  dnnl::stream stream{processor()};
  std::unordered_map<const void*, Arguments> arguments;  // by the primitive
  std::vector<std::uint8_t> scratch;
};

ProductWorkspace::ProductWorkspace() = default;
ProductWorkspace::~ProductWorkspace() = default;
ProductWorkspace::ProductWorkspace(ProductWorkspace&&) noexcept = default;
ProductWorkspace& ProductWorkspace::operator=(ProductWorkspace&&) noexcept = default;

struct Int8Product::State {
  struct Primitive {
    dnnl::matmul matmul;
    memory::desc source, sums, scratch;
  };
  memory weights;
  std::array<Primitive, kPrimitives> primitives;  // for kRowStep, 2 * kRowStep ... rows

  const Primitive& primitive(std::size_t rows) const;
  Arguments arguments(const Primitive& of) const;
};

Int8Product::Int8Product(std::unique_ptr<State> state) : state_(std::move(state)) {}
Int8Product::Int8Product(Int8Product&&) noexcept = default;
Int8Product& Int8Product::operator=(Int8Product&&) noexcept = default;
Int8Product::~Int8Product() = default;

Result<Int8Product> Int8Product::prepare(std::span<const std::int8_t> weights, std::size_t columns,
                                         std::size_t depth) {
  assert(weights.size() == columns * depth);
  const OneThread one_thread;
  try {
    auto state = std::make_unique<State>();
    const memory::dims shape = {to_dim(depth), to_dim(columns)};
    const memory::desc any(shape, memory::data_type::s8, memory::format_tag::any);
    const memory::desc order = describe(kMostRows, any, columns, depth).weights_desc();
    for (std::size_t i = 0; i < kPrimitives; ++i) {
      const auto described = describe((i + 1) * kRowStep, order, columns, depth);
      state->primitives[i] = {dnnl::matmul(described), described.src_desc(), described.dst_desc(),
                              described.scratchpad_desc()};
    }
    // oneDNN only reads it; its memory type knows no const.
    memory plain({shape, memory::data_type::s8, memory::format_tag::ba}, processor(),
                 const_cast<std::int8_t*>(weights.data()));
    state->weights = memory(order, processor());
    dnnl::stream stream(processor());
    dnnl::reorder(plain, state->weights).execute(stream, plain, state->weights);
    stream.wait();
    return Int8Product(std::move(state));
  } catch (const dnnl::error& error) {
    return to_product_error("prepare a matrix product", error);
  }
}

const Int8Product::State::Primitive& Int8Product::State::primitive(std::size_t rows) const {
  return primitives[padded(rows) / kRowStep - 1];
}

Arguments Int8Product::State::arguments(const Primitive& of) const {
  Arguments made{of.matmul,
                 memory(of.source, processor(), nullptr),
                 memory(of.sums, processor(), nullptr),
                 memory(of.scratch, processor(), nullptr),
                 {}};
  made.list = {{{DNNL_ARG_SRC, made.source.get()},
                {DNNL_ARG_WEIGHTS, weights.get()},
                {DNNL_ARG_DST, made.sums.get()},
                {DNNL_ARG_SCRATCHPAD, made.scratch.get()}}};
  return made;
}

Status Int8Product::multiply(const std::uint8_t* rows, std::size_t count, std::int32_t* sums,
                             ProductWorkspace& workspace) const {
  assert(count > 0 && count <= kMostRows);
  try {
    if (!workspace.state_) workspace.state_ = std::make_unique<ProductWorkspace::State>();
    ProductWorkspace::State& mine = *workspace.state_;
    const State::Primitive& primitive = state_->primitive(count);
    auto found = mine.arguments.find(primitive.matmul.get());
    if (found == mine.arguments.end()) {
      found = mine.arguments.emplace(primitive.matmul.get(), state_->arguments(primitive)).first;
      const std::size_t scratch = primitive.scratch.get_size();
      if (mine.scratch.size() < scratch) mine.scratch.resize(scratch);
    }
    Arguments& arguments = found->second;
    // oneDNN only reads the source; its memory type knows no const.
    arguments.source.set_data_handle(const_cast<std::uint8_t*>(rows));
    arguments.sums.set_data_handle(sums);
    arguments.scratch.set_data_handle(mine.scratch.data());
    dnnl::error::wrap_c_api(
        dnnl_primitive_execute(primitive.matmul.get(), mine.stream.get(),
                               static_cast<int>(arguments.list.size()), arguments.list.data()),
        "execute a matrix product");
    mine.stream.wait();
    return {};
  } catch (const dnnl::error& error) {
    return to_product_error("multiply", error);
  }
}

}  // namespace onrecord
