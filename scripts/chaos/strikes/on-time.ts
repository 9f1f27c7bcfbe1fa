import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { MINUTE, machineTime, type ReplayPace, virtualTime } from '../../../server/clock.ts';
import { withConnection } from '../../../server/databases.ts';
import { AppError } from '../../../server/errors.ts';
import { CHANNEL, type FeedMessage } from '../../../server/feed/publisher.ts';
import type { Arena } from '../arena.ts';
import type { PlannedFault } from '../plan.ts';

/** Real milliseconds in which a conductor that is alive notes the clock again. */
const NOTED_WITHIN = 3_000;
const TRIES = 10;

/**
 * Sets the replay's clock forward. The conductor, who notes the same row, may just be writing the old time:
 * what counts is that the next note follows from the new one.
 */
export async function jumpClock(
	{ databaseUrl, signal }: Pick<Arena, 'databaseUrl' | 'signal'>,
	{ minutes }: Pick<PlannedFault, 'minutes'>,
): Promise<string> {
	return withConnection(databaseUrl, async (client) => {
		for (let tries = 1; tries <= TRIES; tries += 1) {
			const jumped = await setForward(client, minutes);
			if (await isFollowed(client, jumped, minutes, signal)) return `${minutes} minutes forward`;
		}
		throw new AppError('conflict', `The conductor undid ${TRIES} jumps of the replay's clock.`);
	});
}

const NOTED = '"virtualAt", "realAt", pace, allowance';

async function setForward(client: Client, minutes: number): Promise<ReplayPace> {
	const message: FeedMessage = { matches: [], topics: ['replay'] };
	const { rows } = await client.query<ReplayPace>(
		`UPDATE "Replay" SET "virtualAt" = "virtualAt" + make_interval(mins => $1) RETURNING ${NOTED}`,
		[minutes],
	);
	await client.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(message)]);
	return noted(rows);
}

/** Nobody notes the clock while the scheduling worker is down; the next one takes the row as it is. */
async function isFollowed(
	client: Client,
	jumped: ReplayPace,
	minutes: number,
	signal: AbortSignal,
): Promise<boolean> {
	const deadline = machineTime() + NOTED_WITHIN;
	while (machineTime() < deadline) {
		const { rows } = await client.query<ReplayPace>(`SELECT ${NOTED} FROM "Replay"`);
		const { virtualAt, realAt } = noted(rows);
		if (realAt.getTime() !== jumped.realAt.getTime()) {
			const expected = virtualTime(jumped, realAt.getTime());
			return virtualAt.getTime() > expected - (minutes * MINUTE) / 2;
		}
		await sleep(50, undefined, { signal });
	}
	return true;
}

function noted([row]: ReplayPace[]): ReplayPace {
	if (!row) throw new AppError('not-found', 'The round has no replay.');
	return row;
}

/** Moves one match of the day to a later kick-off and one to an earlier. */
export async function moveKickoffs({ league }: Arena, { matches, minutes }: PlannedFault): Promise<string> {
	const [later, earlier] = matches;
	const moved = [await league.move(later, minutes), await league.move(earlier, -minutes)];
	return moved.map(({ home, kickoffAt }) => `${home} to ${kickoffAt.toISOString().slice(11, 16)}`).join(', ');
}

export async function postponeMatch({ league }: Arena, { matches }: PlannedFault): Promise<string> {
	const { home, away } = await league.postpone(matches[0]);
	return `${home} against ${away}`;
}
