// An M/M/1 queue as a plain C++ loop over std::priority_queue.
//
//   mm1 CUSTOMERS     prints: seconds of processor time, events, served, total wait in ns, end in ns

#include "../random-stream.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <queue>

enum Kind : int32_t { ARRIVAL, DEPARTURE };

struct Event {
	int64_t timeNs;
	uint64_t sequence;
	int32_t kind, a, b;
};

struct Later {
	bool operator()(const Event& one, const Event& other) const {
		return one.timeNs != other.timeNs ? one.timeNs > other.timeNs : one.sequence > other.sequence;
	}
};

constexpr int WAITING_ROOM = 1 << 16;

struct Result {
	uint64_t events = 0;
	int64_t served = 0, waitNs = 0, endNs = 0;
};

static Result run(int64_t customers) {
	Stream arrivals(1, "arrivals"), services(1, "services");
	std::priority_queue<Event, std::vector<Event>, Later> queue;
	std::vector<int64_t> arrivedNs(WAITING_ROOM);
	Result result;
	uint64_t sequence = 0;
	int64_t now = 0, arrived = 0;
	int first = 0, length = 0;
	const auto after = [&](int64_t delayNs, Kind kind) { queue.push({now + delayNs, sequence++, kind, 0, 0}); };
	const auto gapNs = [&] { return int64_t(std::floor(arrivals.exponential() * 1'000'000)); };
	const auto serviceNs = [&] { return int64_t(std::floor(services.exponential() * 800'000)); };

	after(gapNs(), ARRIVAL);
	while (!queue.empty()) {
		const Event event = queue.top();
		queue.pop();
		now = event.timeNs;
		result.events++;
		switch (event.kind) {
			case ARRIVAL:
				if (++arrived < customers) after(gapNs(), ARRIVAL);
				arrivedNs[(first + length) & (WAITING_ROOM - 1)] = now;
				if (++length == 1) after(serviceNs(), DEPARTURE);
				break;
			case DEPARTURE:
				result.waitNs += now - arrivedNs[first];
				result.served++;
				first = (first + 1) & (WAITING_ROOM - 1);
				if (--length > 0) after(serviceNs(), DEPARTURE);
				break;
		}
	}
	result.endNs = now;
	return result;
}

int main(int, char** arguments) {
	const int64_t customers = std::atoll(arguments[1]);
	const std::clock_t start = std::clock();
	const Result result = run(customers);
	const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
	std::printf("%.6f %llu %lld %lld %lld\n", seconds, (unsigned long long)result.events,
		(long long)result.served, (long long)result.waitNs, (long long)result.endNs);
}
