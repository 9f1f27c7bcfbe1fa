import type { AppLoadContext } from '@remix-run/node';
import { TRPCError } from '@trpc/server';
import { failureIds } from './failure-ids.ts';
import { FAILURE_INTENTS } from './failure-intents.ts';
import { failureQuery } from './failure-query.ts';

type Failures = AppLoadContext['plainCaller']['failures'];

/**
 * Starts what a form of the failures page asks for. @returns the id of the action
 * @throws TRPCError when it is refused; Response 400 for a form that this page does not have
 */
export async function startFailureAction(
	{ failures }: { failures: Failures },
	form: FormData,
): Promise<string> {
	const reason = text(form, 'reason');
	const confirmed = Number(text(form, 'confirmed'));
	switch (form.get('intent')) {
		case FAILURE_INTENTS.retrySelected:
			return (await failures.retry({ ids: selected(form) })).action.id;
		case FAILURE_INTENTS.clearSelected:
			return (await failures.clear({ ids: selected(form), reason })).action.id;
		case FAILURE_INTENTS.retryMatching:
			return (await failures.retryMatching({ filter: filterOf(form), confirmed })).id;
		case FAILURE_INTENTS.clearMatching:
			return (await failures.clearMatching({ filter: filterOf(form), reason, confirmed })).id;
		case FAILURE_INTENTS.retryGroup:
			return (await failures.retryGroup({ group: text(form, 'group'), confirmed })).id;
		case FAILURE_INTENTS.clearGroup:
			return (await failures.clearGroup({ group: text(form, 'group'), reason, confirmed })).id;
		default:
			throw new Response('This page has no such form: load it again.', { status: 400 });
	}
}

function selected(form: FormData): string[] {
	const ids = failureIds(form);
	if (ids.length > 0) return ids;
	throw new TRPCError({ code: 'BAD_REQUEST', message: 'Nothing is selected: select one failure at least.' });
}

function filterOf(form: FormData) {
	return failureQuery(new URLSearchParams(text(form, 'filter'))).filter;
}

function text(form: FormData, field: string): string {
	const value = form.get(field);
	return typeof value === 'string' ? value : '';
}
