import { Client } from 'pg';
import { z } from 'zod';
import { machineTime, virtualTime } from '../../server/clock.ts';
import { pause } from '../../server/pause.ts';
import { MARK_QUEUE } from '../../server/queue/catalogue.ts';
import type { League } from './league.ts';
import type { QueueView } from './queue-view.ts';
import type { RoundState } from './state.ts';

/** Looks at the database and the queues from outside, as long as the round lasts. */
export interface Observer {
	/** Every state that was seen, in order. */
	states: readonly RoundState[];
	/**
	 * Waits for the first state from now on that passes.
	 * @param patience milliseconds without any progress of the round after which nobody waits any longer
	 * @returns null when the patience has run out
	 * @throws the signal's reason when it aborts; ZodError when the database tells what cannot be read
	 */
	until(check: (state: RoundState) => boolean, patience: number): Promise<RoundState | null>;
	close(): Promise<void>;
}

/** Real milliseconds between two looks. */
const LOOK_EVERY = 100;

/** Starts to look; a database or queue that does not answer leaves a gap between the states. */
export function startObserver(
	databaseUrl: string,
	queues: QueueView,
	{ matches }: League,
	signal: AbortSignal,
): Observer {
	const states: RoundState[] = [];
	const keys = matches.map(({ sourceKey }) => sourceKey);
	const end = new AbortController();
	const stop = AbortSignal.any([signal, end.signal]);
	let client: Client | null = null;
	let movedAt = machineTime();
	let progress = '';

	async function look(): Promise<void> {
		client ??= await connect(databaseUrl);
		const [facts, held] = await Promise.all([readFacts(client, keys), queues.jobs()]);
		const jobs = held.filter(({ queue }) => queue !== MARK_QUEUE);
		const at = machineTime();
		const { beats, matches, replay } = facts;
		const { pace } = replay;
		const now = new Date(virtualTime(replay, at));
		const reached = JSON.stringify([matches, jobs.length]);
		if (reached !== progress) [progress, movedAt] = [reached, at];
		states.push({ at, now, pace, beats, matches, jobs });
	}

	async function lookOn(): Promise<void> {
		while (!stop.aborted) {
			const startedAt = machineTime();
			await look().catch(async (error: unknown) => {
				// What cannot be read is our mistake, and ends the round.
				if (error instanceof z.ZodError) return end.abort(error);
				// The server is away, or has ended the connection: that is what the round is about.
				// How the broken connection closes tells nothing more.
				await client?.end().catch(() => undefined);
				client = null;
			});
			await pause(Math.max(0, startedAt + LOOK_EVERY - machineTime()), stop);
		}
		await client?.end();
	}
	const looking = lookOn();

	return {
		states,
		async until(check, patience) {
			let seen = states.length;
			while (true) {
				stop.throwIfAborted();
				const found = states.slice(seen).find(check);
				if (found) return found;
				seen = states.length;
				if (machineTime() - movedAt > patience) return null;
				await pause(LOOK_EVERY / 4, stop);
			}
		},
		async close() {
			end.abort();
			await looking;
		},
	};
}

async function connect(databaseUrl: string): Promise<Client> {
	const client = new Client({
		connectionString: databaseUrl,
		connectionTimeoutMillis: 2_000,
		query_timeout: 5_000,
	});
	// Without a listener, a server that goes away would end this process.
	client.on('error', () => undefined);
	await client.connect();
	return client;
}

const beat = z.object({ pid: z.number(), at: z.number() });

const facts = z.object({
	replay: z.object({
		virtualAt: z.coerce.date(),
		realAt: z.coerce.date(),
		pace: z.number(),
		allowance: z.number(),
	}),
	beats: z.object({ scheduling: beat, prediction: beat, settlement: beat }).partial(),
	matches: z.array(
		z.object({
			id: z.string(),
			sourceKey: z.string(),
			kickoffAt: z.coerce.date(),
			status: z.string(),
			hasAnalysis: z.boolean(),
			hasLineup: z.boolean(),
			settled: z.boolean(),
			stored: z.number(),
			unscored: z.number(),
			missing: z.array(z.string()),
			failed: z.array(z.string()),
		}),
	),
});

const FACTS = `SELECT json_build_object(
	'replay', (SELECT row_to_json(r) FROM "Replay" r),
	'beats', (SELECT coalesce(json_object_agg(b.kind, json_build_object('pid', b.pid, 'at', b.at)), '{}') FROM (
		SELECT DISTINCT ON (kind) kind, pid, extract(epoch FROM "beatAt") * 1000 AS at
		FROM "WorkerHeartbeat" ORDER BY kind, "beatAt" DESC) b),
	'matches', (SELECT coalesce(json_agg(row_to_json(f)), '[]') FROM (
		SELECT m.id, m."sourceKey", m."kickoffAt", m.status,
			EXISTS (SELECT FROM "MatchAnalysis" a WHERE a."matchId" = m.id) AS "hasAnalysis",
			EXISTS (SELECT FROM "Lineup" l WHERE l."matchId" = m.id) AS "hasLineup",
			EXISTS (SELECT FROM "Settlement" s WHERE s."matchId" = m.id) AS settled,
			(SELECT count(*) FROM "Prediction" p WHERE p."matchId" = m.id) AS stored,
			(SELECT count(*) FROM "Prediction" p WHERE p."matchId" = m.id AND p.points IS NULL) AS unscored,
			ARRAY(SELECT model.id FROM "Model" model WHERE model.enabled AND NOT EXISTS (
				SELECT FROM "Prediction" p WHERE p."matchId" = m.id AND p."modelId" = model.id)) AS missing,
			ARRAY(SELECT coalesce(j."modelId", j.stage::text) FROM "JobFailure" j
				WHERE j."matchId" = m.id AND j."resolvedAt" IS NULL) AS failed
		FROM "Match" m WHERE m."sourceKey" = ANY($1) ORDER BY m."kickoffAt", m."sourceKey") f)
) AS facts`;

async function readFacts(client: Client, keys: string[]): Promise<z.infer<typeof facts>> {
	const { rows } = await client.query<{ facts: unknown }>(FACTS, [keys]);
	return facts.parse(rows[0]?.facts);
}
