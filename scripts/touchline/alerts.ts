import type { Command } from 'commander';
import { formatTime } from '../../app/time/format.ts';
import type { OpenAlert, PastAlert } from '../../server/alerts/alert.ts';
import { alertLine } from './alert-text.ts';
import { type Asking, addCommonOptions, ask, type CommonOptions } from './connection.ts';
import type { Shell } from './shell.ts';

interface AlertsOptions extends CommonOptions {
	all: boolean;
}

export function addAlerts(program: Command, shell: Shell): void {
	addCommonOptions(program.command('alerts'))
		.description('Says what is wrong now: the most severe first, each with its id.')
		.option('--all', 'also the last 50 that have closed', false)
		.addHelpText('after', '\nExit code 0: it could be told, whatever is open.')
		.action(async ({ all, json, url }: AlertsOptions) => {
			const known = await ask(shell, { url }, (asking) => readAlerts(asking, all));
			shell.out.write(json ? `${JSON.stringify(known)}\n` : `${alertsText(known)}\n`);
		});
}

interface KnownAlerts {
	/** The pipeline's time. */
	now: Date;
	open: OpenAlert[];
	/** The last to close first; null when they were not asked for. */
	past: PastAlert[] | null;
}

async function readAlerts({ client, options }: Asking, all: boolean): Promise<KnownAlerts> {
	const [{ clock }, open, past] = await Promise.all([
		client.status.query(undefined, options),
		client.alerts.list.query(undefined, options),
		all ? client.alerts.past.query({}, options) : null,
	]);
	return { now: clock.at, open, past: past?.alerts ?? null };
}

function alertsText({ now, open, past }: KnownAlerts): string {
	return [
		...(open.length === 0 ? ['Nothing is wrong now.'] : open.flatMap((alert) => linesOf(alert, now))),
		...(past ? ['', 'Closed', ...(past.length === 0 ? ['  none'] : past.flatMap(pastLines(now)))] : []),
	].join('\n');
}

function linesOf(alert: OpenAlert, now: Date): string[] {
	return [alertLine(alert, now), `  alert  ${alert.id}`];
}

function pastLines(now: Date) {
	return (alert: PastAlert) => [
		`  ${alertLine(alert, now)}`,
		`    ${formatTime(alert.openedAt, 'UTC')} to ${formatTime(alert.closedAt, 'UTC')}`,
	];
}
