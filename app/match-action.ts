import type { AppLoadContext } from '@remix-run/node';
import { failureIds } from './failure-ids.ts';
import { MATCH_INTENTS } from './match-intents.ts';
import { refused } from './refused.ts';

/**
 * Does what a form of a match's page asks for.
 * @param id of the match
 * @returns what it did, or the problem for which it was refused
 * @throws Response 400 for a form that this page does not have
 */
export async function matchAction({ plainCaller }: AppLoadContext, id: string, form: FormData) {
	const failures = failureIds(form);
	try {
		if (form.get('intent') === MATCH_INTENTS.run) return { run: await plainCaller.matches.run({ id }) };
		if (failures.length > 0) return { retried: await plainCaller.failures.retry({ ids: failures }) };
	} catch (error) {
		return refused(error);
	}
	throw new Response('This page has no such form: load it again.', { status: 400 });
}
