import type { AppLoadContext } from '@remix-run/node';
import { ALERT_INTENTS } from './alert-intents.ts';

type Callers = Pick<AppLoadContext['plainCaller'], 'alerts'>;

/** Alerts that one call acknowledges at most. */
const AT_ONCE = 500;

/**
 * Does what a form about alerts asks for.
 * @throws TRPCError when it is refused; Response 400 for a form that there is not
 */
export async function actOnAlerts(callers: Callers, form: FormData): Promise<void> {
	switch (form.get('intent')) {
		case ALERT_INTENTS.acknowledge:
			await callers.alerts.acknowledge({ ids: alertIds(form) });
			break;
		case ALERT_INTENTS.acknowledgeAll:
			await acknowledgeOpen(callers, alertIds(form));
			break;
		default:
			throw new Response('This page has no such form: load it again.', { status: 400 });
	}
}

/** Those that have closed since the page was loaded want nothing any more. */
async function acknowledgeOpen({ alerts }: Callers, ids: string[]): Promise<void> {
	for (let start = 0; start < ids.length; start += AT_ONCE) {
		await alerts.acknowledge({ ids: ids.slice(start, start + AT_ONCE), passOverClosed: true });
	}
}

function alertIds(form: FormData): string[] {
	return form.getAll('alert').filter((value) => typeof value === 'string');
}
