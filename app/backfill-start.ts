import type { AppLoadContext } from '@remix-run/node';
import { backfillQuery } from './backfill-query.ts';

/**
 * Starts what was previewed.
 * @param search of the preview's address: what is meant
 * @param form how much of it the operator was shown
 * @returns the id of the run
 * @throws TRPCError when it is refused; Response 400 without a preview
 */
export async function startPreviewed(
	{ backfill }: Pick<AppLoadContext['plainCaller'], 'backfill'>,
	search: URLSearchParams,
	form: FormData,
): Promise<string> {
	const { selection } = backfillQuery(search);
	if (!selection) {
		throw new Response('Only what was previewed can be started: preview it first.', { status: 400 });
	}
	const confirmed = { matches: Number(form.get('confirmed')), anew: Number(form.get('confirmed-anew')) };
	return (await backfill.start({ selection, confirmed })).id;
}
