#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "app/interrupt.h"
#include "extract/read_documents.h"

namespace onrecord {

struct PipelineOptions {
  unsigned threads = 1;        ///< workers, at least 1; the reader and the caller come on top
  std::size_t max_items = 64;  ///< read and not yet taken
  std::size_t max_text_bytes = 8u << 20;  ///< the same, of text; one larger document goes alone
};

/// Reads documents on one thread, works on them on several, and hands the products to the caller's
/// thread in the order of the input: the same products for any number of threads.
///
/// One order of events holds it in bounds: the reader waits until what it read before has been
/// taken, so memory does not grow with the input. Ends early when `take` fails, or, after what is
/// in work just then, when somebody interrupts.
template <typename Product>
class OrderedPipeline {
 public:
  using Work = std::function<Product(const std::string& item, Result<Document> document)>;
  using Take = std::function<Status(Product product)>;
  using Idle = std::function<Status()>;  ///< called when nothing is ready just now

  explicit OrderedPipeline(const PipelineOptions& options) : options_(options) {}

  /// returns: what stopped the reader or the taker; fine also when interrupted. `reader_stuck` is
  /// then set when the reader still waits for its input (a silent pipe) and could not be joined.
  Status run(const std::vector<std::string>& inputs, const ReadOptions& read, const Work& work,
             const Take& take, const Idle& idle);

  bool reader_stuck() const { return reader_stuck_; }

 private:
  struct Job {
    std::uint64_t number = 0;
    std::string item;
    Result<Document> document;
  };
  struct Done {
    std::size_t bytes = 0;
    Product product;
  };

  void read_all(const std::vector<std::string>& inputs, const ReadOptions& read);
  bool enqueue(std::string item, Result<Document> document);
  void work_until_closed(const Work& work);
  std::optional<Done> next_done(bool& ended);
  Status take_all(const Take& take, const Idle& idle);
  void stop();
  void drop_jobs();

  PipelineOptions options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  std::map<std::uint64_t, Done> done_;
  std::uint64_t next_read_ = 0, next_take_ = 0;
  std::size_t items_ = 0, bytes_ = 0;
  bool reader_done_ = false, stopping_ = false, reader_stuck_ = false;
  Status read_status_;
};

template <typename Product>
Status OrderedPipeline<Product>::run(const std::vector<std::string>& inputs,
                                     const ReadOptions& read, const Work& work, const Take& take,
                                     const Idle& idle) {
  std::thread reader([this, inputs, read] { read_all(inputs, read); });
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < options_.threads; ++i) {
    workers.emplace_back([this, &work] { work_until_closed(work); });
  }
  Status status = take_all(take, idle);
  for (std::thread& worker : workers) worker.join();
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, std::chrono::seconds(2), [this] { return reader_done_; })) {
    reader_stuck_ = true;
    reader.detach();
    return status;
  }
  lock.unlock();
  reader.join();
  return status ? read_status_ : status;
}

template <typename Product>
void OrderedPipeline<Product>::read_all(const std::vector<std::string>& inputs,
                                        const ReadOptions& read) {
  Status status =
      read_documents(inputs, read, [this](const DocumentOrigin& origin, Result<Document> document) {
        return enqueue(origin.item, std::move(document));
      });
  const std::lock_guard lock(mutex_);
  read_status_ = std::move(status);
  reader_done_ = true;
  changed_.notify_all();
}

/// False when nothing more is wanted.
template <typename Product>
bool OrderedPipeline<Product>::enqueue(std::string item, Result<Document> document) {
  const std::size_t bytes = document ? document->text.size() : 0;
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] {
    return stopping_ || items_ == 0 ||
           (items_ < options_.max_items && bytes_ + bytes <= options_.max_text_bytes);
  });
  if (stopping_) return false;
  jobs_.push_back({next_read_++, std::move(item), std::move(document)});
  ++items_;
  bytes_ += bytes;
  changed_.notify_all();
  return true;
}

template <typename Product>
void OrderedPipeline<Product>::work_until_closed(const Work& work) {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return !jobs_.empty() || reader_done_ || stopping_; });
    if (jobs_.empty()) return;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    const std::size_t bytes = job.document ? job.document->text.size() : 0;
    Done done{bytes, work(job.item, std::move(job.document))};
    lock.lock();
    done_.emplace(job.number, std::move(done));
    changed_.notify_all();
  }
}

/// The next product in order if it is ready; `ended` when there will be no more.
template <typename Product>
auto OrderedPipeline<Product>::next_done(bool& ended) -> std::optional<Done> {
  const auto found = done_.find(next_take_);
  if (found == done_.end()) {
    ended = next_take_ == next_read_ && (reader_done_ || stopping_);
    return std::nullopt;
  }
  std::optional<Done> done(std::move(found->second));
  done_.erase(found);
  ++next_take_;
  return done;
}

template <typename Product>
Status OrderedPipeline<Product>::take_all(const Take& take, const Idle& idle) {
  std::unique_lock lock(mutex_);
  while (true) {
    if (interrupted()) {
      stop();
      drop_jobs();
    }
    bool ended = false;
    std::optional<Done> done = next_done(ended);
    if (ended) return {};
    if (!done) {
      lock.unlock();
      Status status = idle();
      lock.lock();
      if (!status) {
        stop();
        jobs_.clear();
        return status;
      }
      // Signals do not wake a condition variable, hence the time limit.
      changed_.wait_for(lock, std::chrono::milliseconds(100), [this] {
        return done_.contains(next_take_) || (next_take_ == next_read_ && reader_done_);
      });
      continue;
    }
    lock.unlock();
    Status status = take(std::move(done->product));
    lock.lock();
    --items_;
    bytes_ -= done->bytes;
    changed_.notify_all();
    if (!status) {
      stop();
      jobs_.clear();
      return status;
    }
  }
}

/// Under the lock: the reader stops, what was read is still worked on.
template <typename Product>
void OrderedPipeline<Product>::stop() {
  stopping_ = true;
  changed_.notify_all();
}

/// Under the lock: what nobody works on yet is as if it had not been read.
template <typename Product>
void OrderedPipeline<Product>::drop_jobs() {
  next_read_ -= jobs_.size();
  jobs_.clear();
}

}  // namespace onrecord
