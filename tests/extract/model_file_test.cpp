#include "extract/model_file.h"

#include <limits>

#include "tests/catch.h"
#include "tests/extract/model_writer.h"
#include "tests/extract/read_support.h"

using namespace onrecord;
using Catch::Matchers::Contains;

namespace {

ModelWriter small_model() {
  ModelWriter writer;
  writer.members =
      ",\"config\":{\"hidden\":64,\"heads\":0,\"name\":\"x\"},\"labels\":[\"O\",\"B\"]";
  writer.add_floats("norm", "2,3", {1, 2, 3, 4, 5, 6});
  writer.add_int8s("weight", "4", {-64, 0, 1, 64});
  writer.add("vocab", "u8", "5", "a\nb\nc");
  return writer;
}

/// The error of opening a file of these bytes.
Error error_of(const std::string& bytes) {
  const TemporaryFolder folder;
  const Result<ModelFile> model = ModelFile::open(folder.write("some.orm", bytes));
  REQUIRE_FALSE(model);
  CHECK_THAT(model.error().message, Contains("some.orm"));
  return model.error();
}

}  // namespace

TEST_CASE("a model file gives its header, its tensors and its fingerprint", "[extract]") {
  const TemporaryFolder folder;
  Result<ModelFile> opened = ModelFile::open(folder.write("m.orm", small_model().bytes()));
  REQUIRE(opened);
  const ModelFile model = *std::move(opened);
  CHECK(model.name() == "tiny");
  CHECK(model.version() == "1");
  CHECK(model.fingerprint().size() == 16);
  CHECK(model.header()["labels"][1].GetString() == std::string("B"));
  const auto floats = model.floats("norm", {2, 3});
  REQUIRE(floats);
  CHECK(std::vector<float>(floats->begin(), floats->end()) == std::vector<float>{1, 2, 3, 4, 5, 6});
  const auto bytes = model.int8s("weight", {4});
  REQUIRE(bytes);
  CHECK(std::vector<int>(bytes->begin(), bytes->end()) == std::vector<int>{-64, 0, 1, 64});
  CHECK(reinterpret_cast<std::uintptr_t>(bytes->data()) % 64 == 0);
  CHECK(*model.text("vocab") == "a\nb\nc");
  CHECK(*model.config("hidden", 64) == 64);
}

TEST_CASE("the fingerprint follows the tensors, not the name; the checksum follows both",
          "[extract]") {
  const auto open = [](const ModelWriter& writer) {
    const TemporaryFolder folder;
    auto model = ModelFile::open(folder.write("m.orm", writer.bytes()));
    REQUIRE(model);
    return *std::move(model);
  };
  const auto fingerprint = [&](const ModelWriter& writer) { return open(writer).fingerprint(); };
  ModelWriter renamed = small_model(), longer = small_model();
  renamed.name = "\"name\":\"other\"";
  longer.add_int8s("more", "1", {1});
  CHECK(fingerprint(small_model()) == fingerprint(renamed));
  CHECK(fingerprint(small_model()) != fingerprint(longer));
  CHECK(open(small_model()).checksum() == open(small_model()).checksum());
  CHECK(open(small_model()).checksum() != open(renamed).checksum());
}

TEST_CASE("a missing model says where it comes from", "[extract]") {
  const Result<ModelFile> model = ModelFile::open("/nonexistent/language.orm");
  REQUIRE_FALSE(model);
  CHECK(model.error().code == ErrorCode::NotFound);
  CHECK_THAT(model.error().message, Contains("/nonexistent/language.orm"));
  CHECK_THAT(model.error().message, Contains("data/models/language.orm"));
  CHECK_FALSE(ModelFile::open("/"));
}

TEST_CASE("what is not a model, is empty or newer is refused with what to do", "[extract]") {
  CHECK(error_of("").code == ErrorCode::InvalidInput);
  CHECK_THAT(error_of("PK\x03\x04 something else altogether").message,
             Contains("not a model file"));
  CHECK_THAT(error_of("ONRECMDL").message, Contains("cut off"));
  ModelWriter newer = small_model();
  newer.format = 2;
  const Error error = error_of(newer.bytes());
  CHECK(error.code == ErrorCode::Unsupported);
  CHECK_THAT(error.message, Contains("version 2, this program reads 1"));
}

TEST_CASE("a model cut anywhere is refused", "[extract]") {
  const std::string whole = small_model().bytes();
  for (std::size_t length = 1; length < whole.size(); length += 7) {
    CAPTURE(length);
    CHECK(error_of(whole.substr(0, length)).code == ErrorCode::Corrupt);
  }
  CHECK(error_of(whole + "x").code == ErrorCode::Corrupt);
}

TEST_CASE("a changed byte anywhere is noticed", "[extract]") {
  const std::string whole = small_model().bytes();
  for (std::size_t at = 0; at < whole.size(); at += 5) {
    CAPTURE(at);
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    const ErrorCode code = error_of(changed).code;
    CHECK((code == ErrorCode::Corrupt || (code == ErrorCode::Unsupported && at >= 8 && at < 12)));
  }
}

TEST_CASE("a header that lies is refused though its checksum fits", "[extract]") {
  const auto header = [](const std::string& json) {
    return error_of(small_model().with_header(json)).message;
  };
  CHECK_THAT(header("{\"name\":"), Contains("not JSON"));
  CHECK_THAT(header("[]"), Contains("not an object"));
  CHECK_THAT(header("{\"name\":\"a\"}"), Contains("no name or no version"));
  CHECK_THAT(header("{\"name\":\"a\",\"version\":\"1\",\"fingerprint\":\"xyz\"}"),
             Contains("fingerprint"));
  CHECK_THAT(header("{\"name\":\"a\",\"version\":\"1\",\"fingerprint\":\"0123456789abcdef\"}"),
             Contains("list of tensors"));

  const auto row = [](const std::string& type, const std::string& shape, const std::string& offset,
                      const std::string& bytes) {
    ModelWriter writer = small_model();
    writer.add_row("wrong", type, shape, offset, bytes);
    return error_of(writer.bytes()).message;
  };
  CHECK_THAT(row("f64", "1", "0", "8"), Contains("type f64 is unknown"));
  CHECK_THAT(row("f32", "2", "0", "4"), Contains("size and shape disagree"));
  CHECK_THAT(row("i8", "0", "0", "0"), Contains("size and shape disagree"));
  CHECK_THAT(row("i8", "4294967296,4294967296", "0", "0"), Contains("size and shape disagree"));
  CHECK_THAT(row("i8", "-1", "0", "1"), Contains("no shape, offset or size"));
  CHECK_THAT(row("i8", "1", "32", "1"), Contains("not aligned"));
  CHECK_THAT(row("i8", "1", "6400", "1"), Contains("outside the file"));
  CHECK_THAT(row("i8", "200", "64", "200"), Contains("outside the file"));
  CHECK_THAT(row("i8", "1", "18446744073709551552", "1"), Contains("outside the file"));
  ModelWriter twice = small_model();
  twice.add_int8s("weight", "1", {1});
  CHECK_THAT(error_of(twice.bytes()).message, Contains("listed twice"));

  std::string far = small_model().bytes();
  far.resize(far.size() - 8);
  far[13] = '\x7f';  // a header of 32 KB more than there is
  CHECK_THAT(error_of(ModelWriter::with_checksum(far)).message, Contains("longer than the file"));
}

TEST_CASE("a tensor of another type or shape, or none, is an error that names it", "[extract]") {
  const TemporaryFolder folder;
  const auto model = ModelFile::open(folder.write("m.orm", small_model().bytes()));
  REQUIRE(model);
  CHECK(model->floats("none", {1}).error().code == ErrorCode::NotFound);
  CHECK_THAT(model->floats("norm", {3, 2}).error().message, Contains("[2 x 3]"));
  CHECK_THAT(model->floats("weight", {4}).error().message, Contains("another type"));
  CHECK_THAT(model->int8s("norm", {2, 3}).error().message, Contains("another type"));
  CHECK_FALSE(model->text("weight"));
  CHECK_FALSE(model->config("hidden", 63));
  CHECK_FALSE(model->config("heads", 100));
  CHECK_FALSE(model->config("name", 100));
  CHECK_FALSE(model->config("missing", 100));
}

TEST_CASE("a float that is not finite is an error", "[extract]") {
  const TemporaryFolder folder;
  ModelWriter writer = small_model();
  writer.add_floats("wild", "2", {1, std::numeric_limits<float>::quiet_NaN()});
  writer.add_floats("far", "2", {std::numeric_limits<float>::infinity(), 1});
  const auto model = ModelFile::open(folder.write("m.orm", writer.bytes()));
  REQUIRE(model);
  CHECK_THAT(model->floats("wild", {2}).error().message, Contains("not finite"));
  CHECK_FALSE(model->floats("far", {2}));
}
