/** Play-books of what links do beside carrying messages: addresses, keys, windows, queues. */

/** A shop far away: HTTPS, its address to be asked for. */
export const SHOP: string = `
roundtrip: 1
title: A page far away
nodes:
  phone: { is: client, connections: 1 }
  shop: { is: server }
links:
  phone -> shop: { rtt: 100ms, tls: 1.2, dns: 20ms }
routes:
  shop:
    GET /page: [ { reply: 200, size: 60kB } ]
traffic:
  - phone: GET /page
    times: 2
`;

/** Two requests over one connection: everything that comes before the first, and the second's wait for its turn. */
export const TWO_IN_TURN = `
	0ms   phone begun      e1.1 shop GET /page
	0ms   phone resolving  e1.1 shop
	0ms   phone begun      e2.1 shop GET /page
	0ms   phone queued     e2.1 connection
	20ms  phone resolved   e1.1 shop
	20ms  phone connecting e1.1 c1 shop
	120ms phone connected  e1.1 c1 shop
	320ms phone secured    e1.1 c1 shop 1.2 full 2
	320ms phone sent       e1.1> c1 shop 100B GET /page
	320ms phone packet     c1 shop 100B
	370ms shop  delivered  e1.1> c1 phone
	370ms shop  started    e1.1
	370ms shop  replied    e1.1 200
	370ms shop  sent       e1.1< c1 phone 60kB 200 OK
	620ms phone delivered  e1.1< c1 shop congestion-window=2
	620ms phone settled    e1.1 ok 200 answered
	620ms phone sent       e2.1> c1 shop 100B GET /page after e1
	670ms shop  delivered  e2.1> c1 phone
	670ms shop  started    e2.1
	670ms shop  replied    e2.1 200
	670ms shop  sent       e2.1< c1 phone 60kB 200 OK
	720ms phone delivered  e2.1< c1 shop
	720ms phone settled    e2.1 ok 200 answered
`;

/** HTTP/2: the second call waits for the keys of the first one's connection, and then shares it. */
export const TWO_AT_ONCE = `
	0ms   phone begun      e1.1 shop GET /page
	0ms   phone connecting e1.1 c1 shop
	0ms   phone begun      e2.1 shop GET /page
	0ms   phone queued     e2.1 connection
	100ms phone connected  e1.1 c1 shop
	200ms phone secured    e1.1 c1 shop 1.3 full 1
	200ms phone sent       e1.1> c1 shop 100B GET /page
	200ms phone sent       e2.1> c1 shop 100B GET /page after e1
	250ms shop  delivered  e1.1> c1 phone
	250ms shop  sent       e1.1< c1 phone 60kB 200 OK
	250ms shop  delivered  e2.1> c1 phone
	250ms shop  sent       e2.1< c1 phone 60kB 200 OK
	500ms phone delivered  e1.1< c1 shop stream-window=1 retransmission=1
	500ms phone settled    e1.1 ok 200 answered
	600ms phone delivered  e2.1< c1 shop connection-window=2
	600ms phone settled    e2.1 ok 200 answered
`;
