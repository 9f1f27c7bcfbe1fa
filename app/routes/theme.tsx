import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { themeCookie } from '../preferences.ts';
import { urls, withinConsole } from '../urls.ts';

export function loader() {
	return redirect(urls.overview);
}

export async function action({ request }: ActionFunctionArgs) {
	const form = await request.formData();
	const chosen = form.get('theme');
	const theme = chosen === 'light' || chosen === 'dark' ? chosen : 'system';
	return redirect(withinConsole(form.get('to')), { headers: { 'Set-Cookie': themeCookie(theme) } });
}
