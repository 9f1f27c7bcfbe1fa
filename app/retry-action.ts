import type { ActionFunctionArgs, AppLoadContext } from '@remix-run/node';

/** The action of every page that shows what a retry did in its place: tries the named failures again. */
export async function retryAction({ request, context }: ActionFunctionArgs) {
	return retry(context, await request.formData());
}

/** The same for a page that has other forms, too. */
export function retry({ caller }: AppLoadContext, form: FormData) {
	return caller.failures.retry({ ids: failureIds(form) });
}

/** The failures that a form names. */
export function failureIds(form: FormData): string[] {
	return form.getAll('failure').filter((value) => typeof value === 'string');
}
