// Requests with a timeout, in C++ over a 4-ary heap that knows where each timer is, so that one is taken out when it is
// cancelled.
//
//   indexed-heap CLIENTS REQUESTS     prints: seconds of processor time, replies, timeouts, total wait in ns, end in ns

#include "../random-stream.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

struct Timer {
	int64_t timeNs;
	uint64_t sequence;
	int32_t id;

	bool isBefore(const Timer& other) const {
		return timeNs != other.timeNs ? timeNs < other.timeNs : sequence < other.sequence;
	}
};

class IndexedHeap {
	std::vector<Timer> timers;
	std::vector<int32_t> placeOf;
	uint64_t sequence = 0;

	void put(size_t place, const Timer& timer) {
		timers[place] = timer;
		placeOf[timer.id] = int32_t(place);
	}

	void siftUp(size_t place, const Timer timer) {
		while (place > 0) {
			const size_t parent = (place - 1) / 4;
			if (!timer.isBefore(timers[parent])) break;
			put(place, timers[parent]);
			place = parent;
		}
		put(place, timer);
	}

	void siftDown(size_t place, const Timer timer) {
		for (;;) {
			const size_t first = place * 4 + 1;
			if (first >= timers.size()) break;
			const size_t end = std::min(first + 4, timers.size());
			size_t least = first;
			for (size_t child = first + 1; child < end; child++) {
				if (timers[child].isBefore(timers[least])) least = child;
			}
			if (!timers[least].isBefore(timer)) break;
			put(place, timers[least]);
			place = least;
		}
		put(place, timer);
	}

public:
	explicit IndexedHeap(size_t ids) : placeOf(ids, -1) { timers.reserve(ids); }

	bool isEmpty() const { return timers.empty(); }

	void push(int64_t timeNs, int32_t id) {
		const Timer timer{timeNs, sequence++, id};
		timers.push_back(timer);
		siftUp(timers.size() - 1, timer);
	}

	Timer pop() {
		const Timer first = timers.front();
		remove(first.id);
		return first;
	}

	void remove(int32_t id) {
		const size_t place = size_t(placeOf[id]);
		placeOf[id] = -1;
		const Timer last = timers.back();
		timers.pop_back();
		if (place == timers.size()) return;
		if (place > 0 && last.isBefore(timers[(place - 1) / 4])) siftUp(place, last);
		else siftDown(place, last);
	}
};

int main(int, char** arguments) {
	const int32_t clients = std::atoi(arguments[1]);
	const int64_t requests = std::atoll(arguments[2]);
	const std::clock_t start = std::clock();

	Stream replies(1, "replies");
	IndexedHeap heap(size_t(clients) * 2);
	std::vector<int64_t> sentNs(static_cast<size_t>(clients));
	int64_t now = 0, sent = 0, replied = 0, timedOut = 0, waitNs = 0;
	const auto send = [&](int32_t client) {
		if (sent == requests) return;
		sent++;
		sentNs[client] = now;
		heap.push(now + int64_t(std::floor(replies.exponential() * 200'000'000)), client * 2);
		heap.push(now + 1'000'000'000, client * 2 + 1);
	};

	for (int32_t client = 0; client < clients; client++) send(client);
	while (!heap.isEmpty()) {
		const Timer timer = heap.pop();
		now = timer.timeNs;
		const int32_t client = timer.id / 2;
		heap.remove(timer.id ^ 1);
		if (timer.id % 2 == 0) replied++;
		else timedOut++;
		waitNs += now - sentNs[client];
		send(client);
	}

	const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
	std::printf("%.6f %lld %lld %lld %lld\n", seconds, (long long)replied, (long long)timedOut, (long long)waitNs,
		(long long)now);
}
