import type { ActionFunctionArgs, AppLoadContext } from '@remix-run/node';

/** The action of every page that offers Retry: tries the named failures again. */
export async function retryAction({ request, context }: ActionFunctionArgs) {
	return retry(context, await request.formData());
}

/** The same for a page that has other forms, too. */
export function retry({ caller }: AppLoadContext, form: FormData) {
	const ids = form.getAll('failure').filter((value) => typeof value === 'string');
	return caller.failures.retry({ ids });
}
