/** Play-books that several tests tell the story of; all are of the scenario `BANK`. */

/** One transfer, all well: a new connection, one query, one commit. */
export const ALL_WELL = `
	0ms     phone  begun      e1.1 bank POST /transfers
	0ms     phone  connecting e1.1 c1 bank
	100ms   phone  connected  e1.1 c1 bank
	100ms   phone  sent       e1.1> c1 bank 182B POST /transfers
	150.1ms bank   delivered  e1.1> c1 phone
	150.1ms bank   started    e1.1
	150.1ms bank   connecting e1.1/1 d1 ledger
	151.1ms bank   connected  e1.1/1 d1 ledger
	151.1ms bank   sent       e1.1/1> d1 ledger 210B POST /
	151.6ms ledger delivered  e1.1/1> d1 bank
	151.6ms ledger started    e1.1/1
	153.6ms ledger committed  e1.1/1 transfer
	153.6ms ledger replied    e1.1/1 200
	153.6ms ledger sent       e1.1/1< d1 bank 91B 200 OK
	154.1ms bank   delivered  e1.1/1< d1 ledger
	154.1ms bank   replied    e1.1 201
	154.1ms bank   sent       e1.1< c1 phone 330B 201 Created
	204.4ms phone  delivered  e1.1< c1 bank
	204.4ms phone  settled    e1.1 ok 201 answered
`;

/** The reply is lost, the phone gives up and tries again: the transfer happens twice. */
export const REPLY_LOST = `
	0ms     phone  begun      e1.1 bank POST /transfers
	0ms     phone  connecting e1.1 c1 bank
	100ms   phone  connected  e1.1 c1 bank
	100ms   phone  sent       e1.1> c1 bank 182B POST /transfers
	150ms   bank   delivered  e1.1> c1 phone
	150ms   bank   started    e1.1
	150ms   bank   connecting e1.1/1 d1 ledger
	151ms   bank   connected  e1.1/1 d1 ledger
	151ms   bank   sent       e1.1/1> d1 ledger 210B POST /
	151.5ms ledger delivered  e1.1/1> d1 bank
	151.5ms ledger started    e1.1/1
	152.5ms ledger committed  e1.1/1 transfer
	152.5ms ledger replied    e1.1/1 200
	152.5ms ledger sent       e1.1/1< d1 bank 91B 200 OK
	153ms   bank   delivered  e1.1/1< d1 ledger
	153ms   bank   replied    e1.1 201
	153ms   bank   sent       e1.1< c1 phone 330B 201 Created
	178ms   bank   lost       e1.1< c1 phone 0.5 fault 0
	1s      phone  timed-out  e1.1 1s
	1s      phone  closed     e1.1 c1 bank gave-up
	1.08s   phone  retried    e1.2 bank waited 80ms
	1.08s   phone  connecting e1.2 c2 bank
	1.18s   phone  connected  e1.2 c2 bank
	1.18s   phone  sent       e1.2> c2 bank 182B POST /transfers
	1.23s   bank   delivered  e1.2> c2 phone
	1.23s   bank   started    e1.2
	1.23s   bank   sent       e1.2/1> d1 ledger 210B POST /
	1230.5ms ledger delivered e1.2/1> d1 bank
	1230.5ms ledger started   e1.2/1
	1231.5ms ledger committed e1.2/1 transfer
	1231.5ms ledger replied   e1.2/1 200
	1231.5ms ledger sent      e1.2/1< d1 bank 91B 200 OK
	1232ms  bank   delivered  e1.2/1< d1 ledger
	1232ms  bank   replied    e1.2 201
	1232ms  bank   sent       e1.2< c2 phone 330B 201 Created
	1282ms  phone  delivered  e1.2< c2 bank
	1282ms  phone  settled    e1.2 ok 201 answered
`;

/** The bank dies with the transfer committed and the answer not yet sent; the phone is told, and gives up. */
export const CRASH_AFTER_COMMIT = `
	0ms     phone  begun      e1.1 bank POST /transfers
	0ms     phone  connecting e1.1 c1 bank
	100ms   phone  connected  e1.1 c1 bank
	100ms   phone  sent       e1.1> c1 bank 182B POST /transfers
	150ms   bank   delivered  e1.1> c1 phone
	150ms   bank   started    e1.1
	150ms   bank   sent       e1.1/1> d1 ledger 210B POST /
	150.5ms ledger delivered  e1.1/1> d1 bank
	150.5ms ledger started    e1.1/1
	151.5ms ledger committed  e1.1/1 transfer
	151.5ms ledger replied    e1.1/1 200
	151.5ms ledger sent       e1.1/1< d1 bank 91B 200 OK
	151.8ms bank   crashed    0 loud
	152ms   ledger lost       e1.1/1< d1 bank 1 node-down
	201.8ms phone  closed     e1.1 c1 bank reset
	201.8ms phone  settled    e1.1 unknown - reset
	1s      bank   restarted  0
`;

/** Two balances are asked for at once on a bank with one worker and one connection; the second has to wait twice. */
export const WAITING_IN_LINE = `
	0ms     phone  begun      e1.1 bank GET /balance
	0ms     phone  connecting e1.1 c1 bank
	0ms     phone  begun      e2.1 bank GET /balance
	0ms     phone  queued     e2.1 connection
	100ms   phone  connected  e1.1 c1 bank
	100ms   phone  sent       e1.1> c1 bank 100B GET /balance
	150ms   bank   delivered  e1.1> c1 phone
	150ms   bank   started    e1.1
	170ms   bank   replied    e1.1 200
	170ms   bank   sent       e1.1< c1 phone 200B 200 OK
	220ms   phone  delivered  e1.1< c1 bank
	220ms   phone  settled    e1.1 ok 200 answered
	220ms   phone  sent       e2.1> c1 bank 100B GET /balance
	270ms   bank   delivered  e2.1> c1 phone
	270ms   bank   queued     e2.1 worker
	285ms   bank   started    e2.1
	305ms   bank   replied    e2.1 200
	305ms   bank   sent       e2.1< c1 phone 200B 200 OK
	355ms   phone  delivered  e2.1< c1 bank
	355ms   phone  settled    e2.1 ok 200 answered
`;
