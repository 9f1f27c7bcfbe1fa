import {
	type ActionFunctionArgs,
	type LoaderFunctionArgs,
	type MetaFunction,
	redirect,
} from '@remix-run/node';
import { Form, useActionData, useNavigation } from '@remix-run/react';
import { CircleAlert } from 'lucide-react';
import { Wordmark } from '../components/layout/wordmark.tsx';
import { Button } from '../components/ui/button.tsx';
import { TextField } from '../components/ui/field.tsx';
import { refused } from '../refused.ts';
import { withinConsole } from '../urls.ts';

export const meta: MetaFunction = () => [{ title: 'Log in · Touchline' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const to = withinConsole(new URL(request.url).searchParams.get('to'));
	if ((await context.caller.auth.me()) !== null) throw redirect(to);
	return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
	const form = await request.formData();
	const to = withinConsole(new URL(request.url).searchParams.get('to'));
	try {
		await context.plainCaller.auth.login({
			name: String(form.get('name') ?? ''),
			password: String(form.get('password') ?? ''),
		});
	} catch (error) {
		return refused(error);
	}
	throw redirect(to);
}

export default function LoginPage() {
	const problem = useActionData<typeof action>()?.problem;
	const busy = useNavigation().state !== 'idle';
	return (
		<main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center px-4 py-12">
			<div className="mb-6 flex justify-center">
				<Wordmark />
			</div>
			<div className="rounded-xl border bg-surface p-6 shadow-sm">
				<h1 className="text-base font-semibold">Log in to the console</h1>
				<Form method="post" className="mt-5 grid gap-4">
					{problem && (
						<p role="alert" className="flex gap-2 rounded-md bg-bad-soft px-3 py-2 text-bad">
							<CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
							{problem}
						</p>
					)}
					<TextField required label="Name" name="name" defaultValue="admin" autoComplete="username" />
					<TextField
						required
						label="Password"
						name="password"
						type="password"
						autoComplete="current-password"
						autoFocus
					/>
					<Button look="primary" className="min-h-9" disabled={busy}>
						{busy ? 'Logging in …' : 'Log in'}
					</Button>
				</Form>
			</div>
			<p className="mt-4 text-center text-xs text-muted">
				The terminal that runs Touchline shows the password of admin, or where it is kept.
			</p>
		</main>
	);
}
