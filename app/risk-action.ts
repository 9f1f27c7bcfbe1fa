import type { AppLoadContext } from '@remix-run/node';
import { matchAction } from './match-action.ts';
import { MATCH_INTENTS } from './match-intents.ts';

/**
 * Does at once what the list of matches at risk offers against the risk of one, as that match's page would.
 * @returns what it did, or the problem for which it was refused; null for a form that is not of that list
 */
export async function riskAction(context: AppLoadContext, form: FormData) {
	const id = form.get('match');
	if (typeof id !== 'string') return null;
	if (form.get('intent') === MATCH_INTENTS.retry) {
		const { failures } = await context.caller.failures.list({ filter: { matchIds: [id] } });
		if (failures.length === 0)
			return { problem: 'Nothing of this match is left to retry: it has been done, or is under way.' };
		for (const failure of failures) form.append('failure', failure.id);
	}
	return matchAction(context, id, form);
}
