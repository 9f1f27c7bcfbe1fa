import { z } from 'zod';
import { shortened } from '../../foreign-text.ts';
import { timeOn } from '../../pipeline/time-span.ts';
import type { AlertChangeKind, AlertKind, AlertSeverity } from '../alert.ts';
import { ALERT_NAMES } from '../alert-words.ts';
import { isAtLeast } from '../severities.ts';

/** What is posted: Slack, and whatever takes what Slack takes, shows it. */
export const alertMessage = z.object({
	text: z.string(),
	attachments: z.tuple([
		z.object({
			/** "alert.opened", "alert.worsened", "alert.closed" or "test": also the header `X-Touchline-Event`. */
			callback_id: z.string(),
			color: z.string(),
			fallback: z.string(),
			title: z.string(),
			title_link: z.string().optional(),
			text: z.string(),
			fields: z.array(z.object({ title: z.string(), value: z.string(), short: z.boolean() })),
			/** Seconds since 1970, by the pipeline's clock. */
			ts: z.number(),
		}),
	]),
});

export type AlertMessage = z.infer<typeof alertMessage>;

/** Changes of one kind of alert that are told together. */
export interface ToldChange {
	kind: AlertKind;
	change: AlertChangeKind;
	severity: AlertSeverity;
	message: string;
	/** Pipeline time. */
	at: Date;
}

/** The event of a message that an operator asked for. */
export const TEST = 'test';

/** "alert.opened", "alert.worsened", "alert.closed", or `TEST`. */
export function eventOf({ attachments: [{ callback_id }] }: AlertMessage): string {
	return callback_id;
}

/** Alerts that one message names. */
const MOST_NAMED = 10;

/** What is said of one alert; a text of a thousand words is none for a chat. */
const MOST_CHARACTERS = 600;

const VERBS: Record<AlertChangeKind, string> = {
	opened: 'Opened',
	worsened: 'Worse',
	closed: 'Closed',
};

const COLORS: Record<AlertSeverity | 'closed', string> = {
	info: '#4a90d9',
	warning: '#e0a100',
	critical: '#d72b3f',
	closed: '#2eb67d',
};

/**
 * One message for changes of the same kind of alert, and of the same kind.
 * @param consoleUrl of the console, for a link; none without it
 */
export function messageOf(
	changes: [ToldChange, ...ToldChange[]],
	consoleUrl: string | undefined,
): AlertMessage {
	const [{ kind, change, at }] = changes;
	const severity = worst(changes);
	const count = changes.length === 1 ? '' : ` (${changes.length})`;
	const text = `${VERBS[change]}: ${ALERT_NAMES[kind]}${count}`;
	return {
		text,
		attachments: [
			{
				callback_id: `alert.${change}`,
				color: COLORS[change === 'closed' ? 'closed' : severity],
				fallback: text,
				title: ALERT_NAMES[kind],
				...linkTo(consoleUrl),
				text: linesOf(changes).join('\n'),
				fields: [
					{ title: 'Severity', value: severity, short: true },
					{ title: 'At', value: timeOn(at), short: true },
				],
				ts: Math.floor(at.getTime() / 1_000),
			},
		],
	};
}

/** What a webhook is tried with. */
export function testMessage(name: string, at: Date, consoleUrl: string | undefined): AlertMessage {
	const text = `Test: the webhook "${escaped(name)}" gets the alerts of Touchline.`;
	return {
		text,
		attachments: [
			{
				callback_id: TEST,
				color: COLORS.info,
				fallback: text,
				title: 'Test',
				...linkTo(consoleUrl),
				text: 'An operator asked for this message. Nothing is wrong.',
				fields: [{ title: 'At', value: timeOn(at), short: true }],
				ts: Math.floor(at.getTime() / 1_000),
			},
		],
	};
}

function worst(changes: ToldChange[]): AlertSeverity {
	return changes
		.map(({ severity }) => severity)
		.reduce((most, severity) => (isAtLeast(severity, most) ? severity : most));
}

function linesOf(changes: ToldChange[]): string[] {
	const named = changes
		.slice(0, MOST_NAMED)
		.map(({ message }) => escaped(shortened(message, MOST_CHARACTERS)));
	const rest = changes.length - named.length;
	const bullet = changes.length > 1 ? '• ' : '';
	return [...named.map((line) => `${bullet}${line}`), ...(rest > 0 ? [`and ${rest} more`] : [])];
}

/** Messages quote foreign texts: in Slack's these three characters could become a link, or call everybody. */
function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function linkTo(consoleUrl: string | undefined): { title_link?: string } {
	return consoleUrl === undefined ? {} : { title_link: `${consoleUrl.replace(/\/+$/, '')}/alerts` };
}
