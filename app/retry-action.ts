import type { ActionFunctionArgs } from '@remix-run/node';

/** The action of every page that offers Retry: tries the named failures again. */
export async function retryAction({ request, context }: ActionFunctionArgs) {
	const form = await request.formData();
	const ids = form.getAll('failure').filter((value) => typeof value === 'string');
	return context.caller.failures.retry({ ids });
}
