import { ALERT_NAMES } from '../../../server/alerts/alert-words.ts';
import { after, MINUTE } from '../../../server/clock.ts';
import { loadRegistry } from '../../../server/models/registry.ts';
import { dueBeforeKickoff } from '../../../server/pipeline/stages.ts';
import type { TouchlineClient } from '../../../server/trpc/client.ts';
import { FIRST_KICKOFF, FIRST_MATCHES, LAST_KICKOFF, MATCHES } from '../matchday.ts';
import type { Stage } from '../open-stage.ts';
import type { Scenario, Scene, Told } from '../scene.ts';
import { forwardTo, timeOf } from '../stage-clock.ts';
import { isSigned, type Received, startReceiver } from './receiver.ts';

/** So long before the first kick-off the prediction worker dies. */
const LEAD = 40 * MINUTE;

/** What came of it; printed as JSON. */
export interface Outcome {
	/** Of the alert about the worker. */
	message: string;
	/** Minutes to the first kick-off that were left when the webhook was told. */
	minutesLeft: number;
	/** Messages about the worker, and about everything. */
	opened: number;
	closed: number;
	messages: number;
	/** Messages that came more than once, or that somebody else could have sent. */
	repeated: number;
	unsigned: number;
	/** Alerts that are still open. */
	alertsLeft: number;
	predictions: number;
	retroactive: number;
	/** Outages of the prediction worker that the history shows, in UTC. */
	outages: { from: string; to: string | null }[];
}

/**
 * The prediction worker dies before kick-off: the alert has to come once, in time, and to close after a restart. A
 * silence of 15 s, after which a worker counts as dead, is a quarter of an hour at this speed.
 */
export const workerDown: Scenario = { speed: 60, play };

async function play({ stage, openConsole, say }: Scene): Promise<Told> {
	const { supervisor, until } = stage;
	const tell = (line: string) => say(`${timeOf(stage)}  ${line}`);
	const receiver = await startReceiver();
	try {
		const client = await openConsole();
		await until('the fixtures', ({ matches }) => matches === MATCHES);
		await forwardTo(stage, dueBeforeKickoff('analysis', LAST_KICKOFF));
		await until('the analyses', ({ analysed }) => analysed === MATCHES);
		const { secret } = await client.webhooks.add.mutate({ name: 'scenario', url: receiver.url });

		await forwardTo(stage, after(FIRST_KICKOFF, -LEAD));
		const killedAt = stage.context.clock.now();
		await supervisor.kill('prediction');
		tell('The prediction worker dies.');
		await until('the alert', () => ofWorker(receiver.received, 'opened').length > 0);
		const minutesLeft = (FIRST_KICKOFF.getTime() - stage.context.clock.now().getTime()) / MINUTE;
		const message = ofWorker(receiver.received, 'opened')[0]?.message.attachments[0].text ?? '';
		tell(`The webhook is told: ${message}`);

		supervisor.run('prediction', 'workers/prediction.ts');
		const { predictions, retroactive } = await until(
			'the predictions',
			(facts) => facts.predictions >= FIRST_MATCHES * loadRegistry().length,
		);
		await until('the alerts to close', async () => (await client.alerts.list.query()).length === 0);
		await until('the last message', () => ofWorker(receiver.received, 'closed').length > 0);
		tell('The prediction worker is back; the alerts have closed.');

		const { received } = receiver;
		const outcome: Outcome = {
			message,
			minutesLeft: Math.round(minutesLeft),
			opened: ofWorker(received, 'opened').length,
			closed: ofWorker(received, 'closed').length,
			messages: received.length,
			repeated: received.length - new Set(received.map(({ body }) => body)).size,
			unsigned: received.filter((one) => !isSigned(one, secret)).length,
			alertsLeft: (await client.alerts.list.query()).length,
			predictions,
			retroactive,
			outages: await outagesSince(client, stage, killedAt),
		};
		return { outcome, summary: summaryOf(outcome), wrong: wrongWith(outcome) };
	} finally {
		await receiver.close();
	}
}

function ofWorker(received: Received[], change: 'opened' | 'closed'): Received[] {
	return received.filter(
		({ event, message }) =>
			event === `alert.${change}` && message.attachments[0].title === ALERT_NAMES.workers_down,
	);
}

async function outagesSince(
	client: TouchlineClient,
	{ context }: Stage,
	since: Date,
): Promise<Outcome['outages']> {
	const outages = await client.history.outages.query({
		from: after(since, -MINUTE),
		to: context.clock.now(),
	});
	return outages
		.filter(({ kind }) => kind === 'prediction')
		.map(({ from, to }) => ({ from: from.toISOString(), to: to?.toISOString() ?? null }));
}

function summaryOf({
	minutesLeft,
	opened,
	closed,
	messages,
	predictions,
	retroactive,
	outages,
}: Outcome): string {
	return (
		`Told ${minutesLeft} minutes before kick-off; about the worker ${opened} message of its death and ${closed} of its return, ${messages} messages in all; ` +
		`${predictions} predictions, ${retroactive} of them late; ${outages.length} outage in the history`
	);
}

/** What should have come of it and has not, one sentence each. */
function wrongWith(outcome: Outcome): string[] {
	const { message, minutesLeft, opened, closed, repeated, unsigned, alertsLeft, retroactive, outages } =
		outcome;
	const expectations: [boolean, string][] = [
		[message.includes('prediction worker'), `The alert does not name the prediction worker: ${message}`],
		[minutesLeft > 0, 'The alert came after kick-off.'],
		[opened === 1, `The webhook was told ${opened} times that the worker is down.`],
		[closed === 1, `The webhook was told ${closed} times that the worker is back.`],
		[repeated === 0, `${repeated} messages came more than once.`],
		[unsigned === 0, `${unsigned} messages were not signed with the webhook’s secret.`],
		[alertsLeft === 0, `${alertsLeft} alerts are still open.`],
		[retroactive === 0, `${retroactive} predictions came late.`],
		[
			outages.length === 1 && outages[0]?.to !== null,
			`The history shows ${outages.length} outages, not one that is over.`,
		],
	];
	return expectations.filter(([met]) => !met).map(([, sentence]) => sentence);
}
