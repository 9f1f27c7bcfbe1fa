import { Form } from '@remix-run/react';
import { Eye, KeyRound, Trash2, UserCog } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Person } from '../../../server/auth/people.ts';
import { ADMIN } from '../../../server/auth/roles.ts';
import { counted } from '../../count.ts';
import type { SettingsRefusal } from '../../settings-action.ts';
import { PEOPLE_INTENTS, type PeopleIntent } from '../../settings-intents.ts';
import { useSubmitting } from '../../submitting.ts';
import { urls } from '../../urls.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { TextField } from '../ui/field.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { TokenList } from './token-list.tsx';

interface PeopleListProps {
	people: Person[];
	/** Why what was asked of one of them was refused. */
	refusal: SettingsRefusal | undefined;
}

/** Who gets in, what they may do, and what can be done to each. */
export function PeopleList({ people, refusal }: PeopleListProps) {
	return (
		<ul aria-label="People" className="divide-y">
			{people.map((person) => (
				<Row
					key={person.id}
					person={person}
					refusal={refusal?.fields.name === person.name ? refusal : undefined}
				/>
			))}
		</ul>
	);
}

function Row({ person, refusal }: { person: Person; refusal: SettingsRefusal | undefined }) {
	const { name, role, sessions, tokens } = person;
	const operator = role === 'operator';
	return (
		<li className="grid gap-2 px-4 py-3">
			<p className="flex flex-wrap items-center gap-x-2 gap-y-1">
				<span className="min-w-0 [overflow-wrap:anywhere] font-medium" dir="auto">
					{name}
				</span>
				<Badge tone={operator ? 'info' : 'quiet'} icon={operator ? UserCog : Eye}>
					{operator ? 'Operator' : 'Viewer'}
				</Badge>
				<span className="text-xs text-muted">
					{sessions === 0 ? 'not logged in' : `logged in, ${counted(sessions, 'session')}`}
					{tokens.length > 0 && `, ${counted(tokens.length, 'API token')}`}
				</span>
			</p>
			{name === ADMIN ? (
				<p className="text-xs text-muted">
					Has the password in ADMIN_PASSWORD, and stays an operator: nobody can be locked out.
				</p>
			) : (
				<Changes person={person} />
			)}
			{name === ADMIN && <TokenList person={person} />}
			<Refusal answer={refusal} />
		</li>
	);
}

function Changes({ person }: { person: Person }) {
	const { name, role } = person;
	const other = role === 'operator' ? 'viewer' : 'operator';
	return (
		<div className="flex flex-wrap items-start gap-x-4 gap-y-2">
			<NamedForm
				name={name}
				intent={PEOPLE_INTENTS.role}
				label={other === 'viewer' ? 'Make a viewer' : 'Make an operator'}
			>
				<input type="hidden" name="role" value={other} />
			</NamedForm>
			<div className="min-w-0 py-1.5 has-[[open]]:w-full">
				<Disclosure summary="Another password…">
					<NamedForm
						name={name}
						intent={PEOPLE_INTENTS.password}
						icon={<KeyRound aria-hidden className="size-3.5" />}
						label="Change the password"
					>
						<PasswordField />
						<p className="text-xs text-muted">They are logged out everywhere.</p>
					</NamedForm>
				</Disclosure>
			</div>
			<div className="min-w-0 py-1.5 has-[[open]]:w-full">
				<TokenList person={person} />
			</div>
			<div className="min-w-0 py-1.5 has-[[open]]:w-full">
				<Disclosure summary="Remove…">
					<NamedForm
						name={name}
						intent={PEOPLE_INTENTS.remove}
						icon={<Trash2 aria-hidden className="size-3.5" />}
						label={`Remove ${name}`}
					>
						<p className="text-xs text-muted">
							Their sessions and API tokens end at once. What they did stays in the audit trail.
						</p>
					</NamedForm>
				</Disclosure>
			</div>
		</div>
	);
}

/** A password that may be typed. */
export function PasswordField() {
	return (
		<TextField
			label="Password"
			name="password"
			type="password"
			autoComplete="new-password"
			placeholder="Made up when empty"
			minLength={8}
			maxLength={1_000}
		/>
	);
}

interface NamedFormProps {
	name: string;
	intent: PeopleIntent;
	icon?: ReactNode;
	label: string;
	children?: ReactNode;
}

function NamedForm({ name, intent, icon, label, children }: NamedFormProps) {
	const busy = useSubmitting((form) => form.get('intent') === intent && form.get('name') === name);
	return (
		<Form method="post" action={urls.settingsPeople} preventScrollReset className="grid max-w-sm gap-2">
			<input type="hidden" name="name" value={name} />
			{children}
			<Button name="intent" value={intent} disabled={busy} className="min-w-0 max-w-full justify-self-start">
				{icon}
				<span className="min-w-0 [overflow-wrap:anywhere]" dir="auto">
					{label}
				</span>
			</Button>
		</Form>
	);
}
