import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { actDeps, operatorId } from '../../tests/failures.ts';
import { ManualClock } from '../../tests/manual-clock.ts';
import { beatHearts, START, storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { startReceiver, type WebhookReceiver } from '../../tests/webhook-receiver.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { runPass } from '../pipeline/passes.ts';
import { tryWebhook } from './delivery/try-webhook.ts';
import { watch } from './watch.ts';
import { addWebhook } from './webhooks.ts';

const pipeline = testPipeline();
const realClock = new ManualClock(START);
let chat: WebhookReceiver;
let end: AbortController;
let watching: Promise<unknown>;

beforeEach(async () => {
	await actDeps(pipeline());
	pipeline().clock.set(START);
	realClock.set(START);
	chat = await startReceiver();
	end = new AbortController();
});

afterEach(async () => {
	end.abort();
	await watching;
	await chat.close();
});

/** Two processes that compete for the watch. */
function startWatching(): void {
	const one = () => watch({ ...pipeline(), databaseUrl: pipeline().url, realClock, beat: 10 }, end.signal);
	watching = Promise.all([one(), one()]);
}

const said = () => chat.received.map(({ said }) => said);
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

/** Lets time pass, and waits until the alerts have been looked at since. */
async function pass(ms: number): Promise<void> {
	const { clock } = pipeline();
	await beatHearts(pipeline());
	clock.advance(ms);
	realClock.advance(ms);
}

/** Until it says what is expected, ten seconds pass again and again. */
async function passUntil(expected: string[]): Promise<void> {
	await until(async () => {
		await pass(10_000);
		expect(said()).toEqual(expected);
	});
}

it('tells of a gap once when it opens, once when it gets worse, and once when it closes', async () => {
	const { db, clock } = pipeline();
	const deps = { ...pipeline(), realClock, consoleUrl: undefined };
	const who = await operatorId(pipeline());
	await addWebhook(deps, { name: 'chat', url: chat.url, leastSeverity: 'info' }, who);
	for (let match = 0; match < 10; match++) await storeMatch(pipeline(), { kickoffAt: later(START, HOUR) });
	startWatching();

	const opened = 'Opened: Match with a gap (10)';
	await passUntil([opened]);
	clock.set(later(START, 31 * MINUTE));
	const worse = 'Worse: Match with a gap (10)';
	await passUntil([opened, worse]);
	await runPass(pipeline(), 'sweep');
	const closed = 'Closed: Match with a gap (10)';
	await passUntil([opened, worse, closed]);
	for (let time = 0; time < 5; time++) await pass(MINUTE);
	expect(await tryWebhook(deps, 'chat', who)).toMatchObject({ delivered: true });
	expect(said().slice(0, 3)).toEqual([opened, worse, closed]);
	expect(said()).toHaveLength(4);
	const changes = await db.alertChange.groupBy({
		by: ['change'],
		where: { alert: { kind: 'match_gap' } },
		_count: true,
	});
	expect(changes.map(({ _count }) => _count)).toEqual([10, 10, 10]);
}, 60_000);
