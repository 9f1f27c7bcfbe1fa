import type { AppLoadContext } from '@remix-run/node';
import { RUN_INTENTS } from './backfill-intents.ts';

/**
 * Does to a run what a form of its page asks for.
 * @throws TRPCError when it is refused; Response 400 for a form that this page does not have
 */
export async function controlRun(
	{ backfill }: Pick<AppLoadContext['plainCaller'], 'backfill'>,
	id: string,
	form: FormData,
): Promise<void> {
	const budget = form.get('budget');
	switch (form.get('intent')) {
		case RUN_INTENTS.pause:
			await backfill.pause({ id });
			break;
		case RUN_INTENTS.resume:
			await backfill.resume({ id, budgetUsd: budget === null ? undefined : Number(budget) });
			break;
		case RUN_INTENTS.resumeWithoutBudget:
			await backfill.resume({ id, budgetUsd: null });
			break;
		case RUN_INTENTS.cancel:
			await backfill.cancel({ id });
			break;
		default:
			throw new Response('This page has no such form: load it again.', { status: 400 });
	}
}
