/**
 * What happens in Redis at once. Under a prefix there are: `r:KEY`, a hash of a key's replies by their variants; `used`,
 * the names of replies in the order of their last use; `until`, those with an end, by it; `size`, their bytes; `bytes`, the
 * sum of these; and `tick`, which counts uses. A name is key, line feed, variant. For one server, not for a cluster: the
 * scripts make up their keys.
 */
const COMMON = `
local p = KEYS[1]
local function drop(name)
	local size = redis.call('HGET', p .. 'size', name)
	if not size then return end
	local at = string.find(name, '\\n', 1, true)
	redis.call('HDEL', p .. 'r:' .. string.sub(name, 1, at - 1), string.sub(name, at + 1))
	redis.call('HDEL', p .. 'size', name)
	redis.call('ZREM', p .. 'used', name)
	redis.call('ZREM', p .. 'until', name)
	redis.call('DECRBY', p .. 'bytes', size)
end
local function sweep(now)
	local over = redis.call('ZRANGEBYSCORE', p .. 'until', '-inf', '(' .. now)
	for _, name in ipairs(over) do drop(name) end
end
local function use(name)
	redis.call('ZADD', p .. 'used', redis.call('INCR', p .. 'tick'), name)
end
`;

/** Arguments: now in ms, key. */
export const GET: string = `${COMMON}
sweep(ARGV[1])
local replies = redis.call('HGETALL', p .. 'r:' .. ARGV[2])
local texts = {}
for at = 1, #replies, 2 do
	use(ARGV[2] .. '\\n' .. replies[at])
	texts[#texts + 1] = replies[at + 1]
end
return texts
`;

/** Arguments: now in ms, room in bytes, seconds until all of it goes by itself, and the change as JSON. */
export const CHANGE: string = `${COMMON}
sweep(ARGV[1])
local room, ttl = tonumber(ARGV[2]), ARGV[3]
local change = cjson.decode(ARGV[4])
for _, key in ipairs(change.forget) do
	for _, variant in ipairs(redis.call('HKEYS', p .. 'r:' .. key)) do drop(key .. '\\n' .. variant) end
end
for _, name in ipairs(change.remove) do drop(name) end
for _, put in ipairs(change.put) do
	local name = put.key .. '\\n' .. put.variant
	drop(name)
	if put.bytes <= room then
		local bytes = tonumber(redis.call('GET', p .. 'bytes') or '0')
		while bytes + put.bytes > room do
			drop(redis.call('ZRANGE', p .. 'used', 0, 0)[1])
			bytes = tonumber(redis.call('GET', p .. 'bytes'))
		end
		redis.call('HSET', p .. 'r:' .. put.key, put.variant, put.text)
		redis.call('EXPIRE', p .. 'r:' .. put.key, ttl)
		redis.call('HSET', p .. 'size', name, put.bytes)
		redis.call('INCRBY', p .. 'bytes', put.bytes)
		if put.untilMs >= 0 then redis.call('ZADD', p .. 'until', put.untilMs, name) end
		use(name)
	end
end
for _, each in ipairs({ 'size', 'used', 'until', 'bytes', 'tick' }) do redis.call('EXPIRE', p .. each, ttl) end
`;
