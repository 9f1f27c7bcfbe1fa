import { Form } from '@remix-run/react';
import { UserPlus } from 'lucide-react';
import type { SettingsRefusal } from '../../settings-action.ts';
import { PEOPLE_INTENTS } from '../../settings-intents.ts';
import { useSubmitting } from '../../submitting.ts';
import { urls } from '../../urls.ts';
import { Button } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { PasswordField } from './people-list.tsx';

const ROLE_OPTIONS = { viewer: 'Viewer: reads everything', operator: 'Operator: does everything' };

/**
 * Lets somebody in.
 * @param refused what was typed before it was refused
 * @param known how many get in: the form is empty when there is one more
 */
export function PersonForm({ refused, known }: { refused: SettingsRefusal | undefined; known: number }) {
	const busy = useSubmitting((form) => form.get('intent') === PEOPLE_INTENTS.add);
	return (
		<Form
			key={known}
			method="post"
			action={urls.settingsPeople}
			preventScrollReset
			aria-label="Add a person"
			className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_auto]"
		>
			<TextField
				required
				label="Name"
				name="name"
				autoComplete="off"
				placeholder="Vera"
				defaultValue={refused?.fields.name}
				maxLength={60}
			/>
			<SelectField
				label="Role"
				name="role"
				options={ROLE_OPTIONS}
				defaultValue={refused?.fields.role || 'viewer'}
			/>
			<PasswordField />
			<Button name="intent" value={PEOPLE_INTENTS.add} disabled={busy} className="min-h-9 justify-self-start">
				<UserPlus aria-hidden className="size-3.5" />
				Add
			</Button>
		</Form>
	);
}
