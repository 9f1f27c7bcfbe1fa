import { Form } from '@remix-run/react';
import { Plus, Trash2 } from 'lucide-react';
import type { Person } from '../../../server/auth/people.ts';
import { counted } from '../../count.ts';
import { PEOPLE_INTENTS } from '../../settings-intents.ts';
import { useSubmitting } from '../../submitting.ts';
import { Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { TextField } from '../ui/field.tsx';

/** The API tokens of a person: programs that send one may do what the person may. */
export function TokenList({ person: { name, tokens } }: { person: Person }) {
	return (
		<Disclosure summary={tokens.length > 0 ? counted(tokens.length, 'API token') : 'API tokens…'}>
			<div className="grid gap-3">
				{tokens.length > 0 && (
					<ul aria-label={`API tokens of ${name}`} className="grid gap-2">
						{tokens.map((token) => (
							<li key={token.name} className="flex flex-wrap items-center gap-x-4 gap-y-1">
								<span className="min-w-0 [overflow-wrap:anywhere]" dir="auto">
									{token.name}
								</span>
								<span className="text-xs text-muted">
									since <Time at={token.createdAt} />
								</span>
								<RemoveToken name={name} token={token.name} />
							</li>
						))}
					</ul>
				)}
				<AddToken name={name} known={tokens.length} />
			</div>
		</Disclosure>
	);
}

function RemoveToken({ name, token }: { name: string; token: string }) {
	const busy = useSubmitting(
		(form) => form.get('intent') === PEOPLE_INTENTS.removeToken && form.get('token') === token,
	);
	return (
		<Form method="post" action={urls.settingsPeople} preventScrollReset>
			<input type="hidden" name="name" value={name} />
			<input type="hidden" name="token" value={token} />
			<Button
				name="intent"
				value={PEOPLE_INTENTS.removeToken}
				disabled={busy}
				aria-label={`Remove the API token ${token} of ${name}`}
			>
				<Trash2 aria-hidden className="size-3.5" />
				Remove
			</Button>
		</Form>
	);
}

function AddToken({ name, known }: { name: string; known: number }) {
	const busy = useSubmitting(
		(form) => form.get('intent') === PEOPLE_INTENTS.addToken && form.get('name') === name,
	);
	return (
		<Form
			// Empty when there is one more.
			key={known}
			method="post"
			action={urls.settingsPeople}
			preventScrollReset
			aria-label={`Add an API token of ${name}`}
			className="grid max-w-sm grid-cols-[minmax(0,1fr)_auto] items-end gap-3"
		>
			<input type="hidden" name="name" value={name} />
			<TextField required label="What it is for" name="token" placeholder="uptime check" maxLength={60} />
			<Button name="intent" value={PEOPLE_INTENTS.addToken} disabled={busy} className="min-h-9">
				<Plus aria-hidden className="size-3.5" />
				Add
			</Button>
		</Form>
	);
}
