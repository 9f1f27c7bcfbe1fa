import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { urls } from '../urls.ts';

export function loader() {
	return redirect(urls.overview);
}

export async function action({ context }: ActionFunctionArgs) {
	await context.caller.auth.logout();
	return redirect(urls.login);
}
