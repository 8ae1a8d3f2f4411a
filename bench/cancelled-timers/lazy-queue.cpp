// Requests with a timeout as one would write them in C++ with the standard library: a priority queue in which a
// cancelled timer stays until it is due. The samples are ours, so that every figure is equal.
//
//   lazy-queue CLIENTS REQUESTS     prints: seconds of processor time, replies, timeouts, total wait in ns, end in ns

#include "../random-stream.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <queue>

struct Timer {
	int64_t timeNs;
	uint64_t sequence;
	int32_t client;
	bool isReply;
	/** Of the client's requests; the timer is cancelled when another one is under way. */
	uint32_t request;
};

struct Later {
	bool operator()(const Timer& one, const Timer& other) const {
		return one.timeNs != other.timeNs ? one.timeNs > other.timeNs : one.sequence > other.sequence;
	}
};

int main(int, char** arguments) {
	const int32_t clients = std::atoi(arguments[1]);
	const int64_t requests = std::atoll(arguments[2]);
	const std::clock_t start = std::clock();

	Stream replies(1, "replies");
	std::priority_queue<Timer, std::vector<Timer>, Later> queue;
	std::vector<int64_t> sentNs(static_cast<size_t>(clients));
	std::vector<uint32_t> requestOf(static_cast<size_t>(clients));
	uint64_t sequence = 0;
	int64_t now = 0, sent = 0, replied = 0, timedOut = 0, waitNs = 0;
	const auto send = [&](int32_t client) {
		const uint32_t request = ++requestOf[client];
		if (sent == requests) return;
		sent++;
		sentNs[client] = now;
		const int64_t replyNs = now + int64_t(std::floor(replies.exponential() * 200'000'000));
		queue.push({replyNs, sequence++, client, true, request});
		queue.push({now + 1'000'000'000, sequence++, client, false, request});
	};

	for (int32_t client = 0; client < clients; client++) send(client);
	while (!queue.empty()) {
		const Timer timer = queue.top();
		queue.pop();
		if (timer.request != requestOf[timer.client]) continue;
		now = timer.timeNs;
		if (timer.isReply) replied++;
		else timedOut++;
		waitNs += now - sentNs[timer.client];
		send(timer.client);
	}

	const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
	std::printf("%.6f %lld %lld %lld %lld\n", seconds, (long long)replied, (long long)timedOut, (long long)waitNs,
		(long long)now);
}
