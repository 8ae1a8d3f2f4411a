// Two hosts, a link, and connections that ask and are answered in turn, in ns-3 (https://www.nsnam.org, 3.37).
//
//   ns3 RTT_NS UP_BITS DOWN_BITS QUEUE_PACKETS CUBIC TIMESTAMPS CONNECTIONS EXCHANGES REQUEST_BYTES ANSWER_BYTES
//       OPEN_NS REQUEST_NS ANSWER_NS SEGMENTS_PER_ACK ROUNDS
//
// A queue of 0 is without limit. Without exchanges the connections are opened and closed. The programs need OPEN_NS
// before a connection, REQUEST_NS before each request and ANSWER_NS before each answer. Prints seconds of processor time
// of all rounds; then of one round when the first connection was open, the first byte and the last byte came in ns;
// packets up and down; bytes received up and down.

#include <ns3/core-module.h>
#include <ns3/internet-module.h>
#include <ns3/network-module.h>
#include <ns3/point-to-point-module.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <vector>

using namespace ns3;

struct Plan {
	int64_t rttNs, upBits, downBits, queuePackets, cubic, timestamps, connections, exchanges, requestBytes, answerBytes;
	int64_t openNs, requestNs, answerNs, segmentsPerAck;
};

struct Result {
	int64_t connectedNs = 0, firstByteNs = 0, lastByteNs = 0;
	uint64_t upPackets = 0, downPackets = 0, upBytes = 0, downBytes = 0;
};

constexpr uint16_t PORT = 80;
constexpr uint32_t BUFFER_BYTES = 64 << 20;

static uint64_t readAll(Ptr<Socket> socket) {
	uint64_t bytes = 0;
	while (const Ptr<Packet> packet = socket->Recv()) bytes += packet->GetSize();
	return bytes;
}

static void writeAll(Ptr<Socket> socket, int64_t bytes) {
	if (socket->Send(Create<Packet>(uint32_t(bytes))) != int(bytes)) NS_FATAL_ERROR("the send buffer is too small");
}

// Does it at once if it takes no time, so that no event is counted that is not needed.
template <typename Work> static void after(int64_t delayNs, Work work) {
	if (delayNs > 0) Simulator::Schedule(NanoSeconds(delayNs), work);
	else work();
}

// Asks again when an answer is whole.
class Client {
  public:
	Client(Ptr<Node> node, const Address& server, const Plan& plan, Result& result) : plan(plan), result(result) {
		socket = Socket::CreateSocket(node, TcpSocketFactory::GetTypeId());
		socket->SetConnectCallback(MakeCallback(&Client::connected, this), MakeNullCallback<void, Ptr<Socket>>());
		socket->SetRecvCallback(MakeCallback(&Client::received, this));
		after(plan.openNs, [this, server] { socket->Connect(server); });
	}

  private:
	void connected(Ptr<Socket>) {
		if (result.connectedNs == 0) result.connectedNs = Simulator::Now().GetNanoSeconds();
		next();
	}

	void received(Ptr<Socket>) {
		const uint64_t bytes = readAll(socket);
		const int64_t now = Simulator::Now().GetNanoSeconds();
		if (bytes > 0 && result.firstByteNs == 0) result.firstByteNs = now;
		if (bytes > 0) result.lastByteNs = now;
		result.downBytes += bytes;
		missingBytes -= int64_t(bytes);
		if (bytes > 0 && missingBytes == 0) next();
	}

	void next() {
		if (asked++ == plan.exchanges) {
			socket->Close();
			return;
		}
		missingBytes = plan.answerBytes;
		after(plan.requestNs, [this] { writeAll(socket, plan.requestBytes); });
	}

	Ptr<Socket> socket;
	const Plan& plan;
	Result& result;
	int64_t asked = 0, missingBytes = 0;
};

// One connection at the server: answers when a request is whole, and closes when the client has.
class Answerer {
  public:
	Answerer(Ptr<Socket> socket, const Plan& plan, Result& result) : socket(socket), plan(plan), result(result) {
		socket->SetRecvCallback(MakeCallback(&Answerer::received, this));
		socket->SetCloseCallbacks(MakeCallback(&Answerer::closed, this), MakeNullCallback<void, Ptr<Socket>>());
	}

  private:
	void received(Ptr<Socket>) {
		const uint64_t bytes = readAll(socket);
		result.upBytes += bytes;
		missingBytes -= int64_t(bytes);
		if (bytes == 0 || missingBytes > 0) return;
		missingBytes = plan.requestBytes;
		after(plan.answerNs, [this] { writeAll(socket, plan.answerBytes); });
	}

	void closed(Ptr<Socket>) { socket->Close(); }

	Ptr<Socket> socket;
	const Plan& plan;
	Result& result;
	int64_t missingBytes = plan.requestBytes;
};

class Server {
  public:
	Server(Ptr<Node> node, const Plan& plan, Result& result) : plan(plan), result(result) {
		listener = Socket::CreateSocket(node, TcpSocketFactory::GetTypeId());
		listener->Bind(InetSocketAddress(Ipv4Address::GetAny(), PORT));
		listener->Listen();
		listener->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(),
			MakeCallback(&Server::accepted, this));
	}

  private:
	void accepted(Ptr<Socket> socket, const Address&) {
		connections.push_back(std::make_unique<Answerer>(socket, plan, result));
	}

	Ptr<Socket> listener;
	const Plan& plan;
	Result& result;
	std::vector<std::unique_ptr<Answerer>> connections;
};

// What Linux does, as far as ns-3 has a setting for it.
static void configure(const Plan& plan) {
	GlobalValue::Bind("SchedulerType", StringValue("ns3::PriorityQueueScheduler"));
	Config::SetDefault("ns3::TcpL4Protocol::SocketType",
		TypeIdValue(TypeId::LookupByName(plan.cubic ? "ns3::TcpCubic" : "ns3::TcpLinuxReno")));
	Config::SetDefault("ns3::TcpL4Protocol::RecoveryType", TypeIdValue(TcpPrrRecovery::GetTypeId()));
	Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(plan.timestamps ? 1448 : 1460));
	Config::SetDefault("ns3::TcpSocket::InitialCwnd", UintegerValue(10));
	Config::SetDefault("ns3::TcpSocket::DelAckCount", UintegerValue(plan.segmentsPerAck));
	Config::SetDefault("ns3::TcpSocket::DelAckTimeout", TimeValue(MilliSeconds(40)));
	Config::SetDefault("ns3::TcpSocket::ConnTimeout", TimeValue(Seconds(1)));
	Config::SetDefault("ns3::TcpSocket::SndBufSize", UintegerValue(BUFFER_BYTES));
	Config::SetDefault("ns3::TcpSocket::RcvBufSize", UintegerValue(BUFFER_BYTES));
	Config::SetDefault("ns3::TcpSocketBase::MinRto", TimeValue(MilliSeconds(200)));
	Config::SetDefault("ns3::TcpSocketBase::ClockGranularity", TimeValue(MilliSeconds(4)));
	Config::SetDefault("ns3::TcpSocketBase::Sack", BooleanValue(true));
	Config::SetDefault("ns3::TcpSocketBase::WindowScaling", BooleanValue(true));
	Config::SetDefault("ns3::TcpSocketBase::Timestamp", BooleanValue(plan.timestamps != 0));
	Config::SetDefault("ns3::TcpCubic::HyStart", BooleanValue(true));
}

// The device's queue is without the packet that is being sent. A packet has 2 bytes of PPP on such a link, which the
// rate makes good for packets of full size.
static Ptr<PointToPointNetDevice> createDevice(Ptr<Node> node, Ptr<PointToPointChannel> link, int64_t bits,
	int64_t queuePackets) {
	const auto device = CreateObject<PointToPointNetDevice>();
	const auto queue = CreateObject<DropTailQueue<Packet>>();
	queue->SetMaxSize(QueueSize(QueueSizeUnit::PACKETS, queuePackets == 0 ? 1'000'000 : uint32_t(queuePackets - 1)));
	device->SetQueue(queue);
	device->SetDataRate(DataRate(uint64_t(bits) * 1502 / 1500));
	device->SetAddress(Mac48Address::Allocate());
	node->AddDevice(device);
	device->Attach(link);
	return device;
}

static uint64_t offeredPackets(Ptr<PointToPointNetDevice> device) {
	const auto queue = device->GetQueue();
	return queue->GetTotalReceivedPackets() + queue->GetTotalDroppedPackets();
}

static Result run(const Plan& plan) {
	NodeContainer hosts(2);
	InternetStackHelper internet;
	internet.SetIpv6StackInstall(false);
	internet.Install(hosts);
	const auto link = CreateObject<PointToPointChannel>();
	link->SetAttribute("Delay", TimeValue(NanoSeconds(plan.rttNs / 2)));
	const auto up = createDevice(hosts.Get(0), link, plan.upBits, plan.queuePackets);
	const auto down = createDevice(hosts.Get(1), link, plan.downBits, plan.queuePackets);
	Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.0");
	const auto interfaces = addresses.Assign(NetDeviceContainer(NetDeviceContainer(up), NetDeviceContainer(down)));

	Result result;
	Server server(hosts.Get(1), plan, result);
	const InetSocketAddress address(interfaces.GetAddress(1), PORT);
	std::vector<std::unique_ptr<Client>> clients;
	for (int64_t at = 0; at < plan.connections; at++) {
		clients.push_back(std::make_unique<Client>(hosts.Get(0), address, plan, result));
	}
	Simulator::Run();
	result.upPackets = offeredPackets(up);
	result.downPackets = offeredPackets(down);
	Simulator::Destroy();
	return result;
}

int main(int, char** arguments) {
	const auto number = [&](int at) { return std::atoll(arguments[at]); };
	const Plan plan{number(1), number(2), number(3), number(4), number(5), number(6), number(7), number(8), number(9),
		number(10), number(11), number(12), number(13), number(14)};
	configure(plan);
	Result result;
	const std::clock_t start = std::clock();
	for (int64_t round = 0; round < number(15); round++) result = run(plan);
	const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
	std::printf("%.6f %lld %lld %lld %llu %llu %llu %llu\n", seconds, (long long)result.connectedNs,
		(long long)result.firstByteNs, (long long)result.lastByteNs, (unsigned long long)result.upPackets,
		(unsigned long long)result.downPackets, (unsigned long long)result.upBytes, (unsigned long long)result.downBytes);
}
