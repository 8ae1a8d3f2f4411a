// An M/M/1 queue as one would write it in C++ with nothing but the standard library: its generator, its exponential
// distribution, its priority queue.
//
//   plain CUSTOMERS     prints: seconds of processor time, events, served, total wait in ns, end in ns

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <queue>
#include <random>
#include <vector>

enum Kind : int32_t { ARRIVAL, DEPARTURE };

struct Event {
	int64_t timeNs;
	uint64_t sequence;
	Kind kind;
};

struct Later {
	bool operator()(const Event& one, const Event& other) const {
		return one.timeNs != other.timeNs ? one.timeNs > other.timeNs : one.sequence > other.sequence;
	}
};

int main(int, char** arguments) {
	const int64_t customers = std::atoll(arguments[1]);
	const std::clock_t start = std::clock();

	std::mt19937_64 arrivals(1), services(2);
	std::exponential_distribution<double> gap(1.0 / 1'000'000), service(1.0 / 800'000);
	std::priority_queue<Event, std::vector<Event>, Later> queue;
	std::deque<int64_t> waiting;
	uint64_t sequence = 0, events = 0;
	int64_t now = 0, arrived = 0, served = 0, waitNs = 0;
	const auto after = [&](double delayNs, Kind kind) { queue.push({now + int64_t(delayNs), sequence++, kind}); };

	after(gap(arrivals), ARRIVAL);
	while (!queue.empty()) {
		const Event event = queue.top();
		queue.pop();
		now = event.timeNs;
		events++;
		if (event.kind == ARRIVAL) {
			if (++arrived < customers) after(gap(arrivals), ARRIVAL);
			waiting.push_back(now);
			if (waiting.size() == 1) after(service(services), DEPARTURE);
		} else {
			waitNs += now - waiting.front();
			waiting.pop_front();
			served++;
			if (!waiting.empty()) after(service(services), DEPARTURE);
		}
	}

	const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
	std::printf("%.6f %llu %lld %lld %lld\n", seconds, (unsigned long long)events, (long long)served, (long long)waitNs,
		(long long)now);
}
