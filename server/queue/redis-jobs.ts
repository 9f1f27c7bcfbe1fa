import type { Redis } from 'ioredis';
import type { QueueCounts, StoredJob } from './backend.ts';

/** Ids that one script looks at: Redis answers nobody else meanwhile, for some milliseconds. */
const AT_ONCE = 3_000;

const STATES = [undefined, 'waiting', 'delayed', 'active', 'ended'] as const;

/**
 * Tells the state of a job from where its id stands, for BullMQ keeps it nowhere else. Lists are read
 * whole when there are many ids to look for, and once.
 */
const STATE_OF = `
	local base = KEYS[1]
	local lists = { wait = 1, paused = 1, active = 3 }
	local listed
	local function readLists()
		listed = {}
		for list, state in pairs(lists) do
			for _, id in ipairs(redis.call('LRANGE', base .. list, 0, -1)) do listed[id] = state end
		end
	end
	local function inLists(id)
		if #ARGV > 20 then
			if not listed then readLists() end
			return listed[id]
		end
		for list, state in pairs(lists) do
			if redis.call('LPOS', base .. list, id) then return state end
		end
	end
	local function stateOf(id)
		local key = base .. id
		local job = redis.call('HMGET', key, 'timestamp', 'ats')
		if not job[1] and redis.call('EXISTS', key) == 0 then return 0, 0, 0 end
		local started = tonumber(job[2] or 0)
		local score = redis.call('ZSCORE', base .. 'delayed', id)
		if score then return 2, math.floor(tonumber(score) / 4096), started end
		local state = inLists(id)
		if not state and redis.call('ZSCORE', base .. 'prioritized', id) then state = 1 end
		return state or 4, 0, started
	end`;

const READ = `${STATE_OF}
	local answer = {}
	for index, id in ipairs(ARGV) do
		local state, due, started = stateOf(id)
		answer[index] = string.format('%d %.0f %d', state, due, started)
	end
	return table.concat(answer, ',')`;

/** The last answer is when the job was due that has been due for the longest; 0 when none is waiting or delayed. */
const COUNT = `
	local base = KEYS[1]
	local function listed(list) return redis.call('LLEN', base .. list) end
	local function sorted(set) return redis.call('ZCARD', base .. set) end
	local due = 0
	local function isDue(at) if due == 0 or at < due then due = at end end
	local function waits(id)
		if not id then return end
		local job = redis.call('HMGET', base .. id, 'timestamp', 'delay')
		if job[1] then isDue(tonumber(job[1]) + tonumber(job[2] or 0)) end
	end
	waits(redis.call('LINDEX', base .. 'wait', -1))
	waits(redis.call('LINDEX', base .. 'paused', -1))
	local delayed = redis.call('ZRANGE', base .. 'delayed', 0, 0, 'WITHSCORES')
	if delayed[2] then isDue(math.floor(tonumber(delayed[2]) / 4096)) end
	return { listed('wait') + listed('paused'), sorted('prioritized'), sorted('delayed'), listed('active'),
		sorted('failed'), redis.call('HEXISTS', base .. 'meta', 'paused'), due }`;

const REMOVE_ENDED = `${STATE_OF}
	for _, id in ipairs(ARGV) do
		if stateOf(id) == 4 then
			for _, set in ipairs({ 'completed', 'failed', 'waiting-children' }) do
				redis.call('ZREM', base .. set, id)
			end
			local key = base .. id
			redis.call('DEL', key, key .. ':lock', key .. ':logs', key .. ':dependencies', key .. ':processed',
				key .. ':failed', key .. ':unsuccessful')
		end
	end`;

/**
 * The named jobs that exist.
 * @param base what the keys of the queue begin with, the last colon included
 * @param now the machine's time, in milliseconds
 */
export async function readRedisJobs(
	client: Redis,
	base: string,
	ids: string[],
	now: number,
): Promise<StoredJob[]> {
	const jobs: StoredJob[] = [];
	for (const chunk of chunks(ids)) {
		// Three numbers per id, as the script says: as one text they are read many times as fast as one by one.
		const answer = (await client.eval(READ, 1, base, ...chunk)) as string;
		for (const [index, numbers] of answer.split(',').entries()) {
			const [code = 0, dueAt = 0, started = 0] = numbers.split(' ').map(Number);
			const [id, state] = [chunk[index], STATES[code]];
			if (id && state) jobs.push({ id, state, realMsLeft: state === 'delayed' ? dueAt - now : 0, started });
		}
	}
	return jobs;
}

/**
 * What the queue holds.
 * @param base what the keys of the queue begin with, the last colon included
 * @param now the machine's time, in milliseconds
 */
export async function countRedisJobs(client: Redis, base: string, now: number): Promise<QueueCounts> {
	const answer = (await client.eval(COUNT, 1, base)) as number[];
	const [waiting = 0, prioritized = 0, delayed = 0, active = 0, failed = 0, paused = 0, due = 0] = answer;
	const overdueMs = due > 0 && due < now ? now - due : null;
	return { waiting, prioritized, delayed, active, failed, paused: paused > 0, overdueMs };
}

/** Deletes those of the named jobs that have ended. */
export async function removeEndedRedisJobs(client: Redis, base: string, ids: string[]): Promise<void> {
	for (const chunk of chunks(ids)) await client.eval(REMOVE_ENDED, 1, base, ...chunk);
}

/** Deletes every key that begins with `prefix`. */
export async function removeRedisKeys(client: Redis, prefix: string): Promise<void> {
	for await (const keys of client.scanStream({ match: `${prefix}*`, count: 1_000 })) {
		if (keys.length > 0) await client.unlink(...keys);
	}
}

function* chunks(ids: string[]): Generator<string[]> {
	for (let start = 0; start < ids.length; start += AT_ONCE) yield ids.slice(start, start + AT_ONCE);
}
