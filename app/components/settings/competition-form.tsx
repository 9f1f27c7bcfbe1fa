import { Form } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { COMPETITION_INTENTS } from '../../settings-intents.ts';
import { useSubmitting } from '../../submitting.ts';
import { urls } from '../../urls.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';

/**
 * Adds a competition.
 * @param typed what was typed before it was refused
 * @param known how many there are: the form is empty when there is one more
 */
export function CompetitionForm({ typed, known }: { typed?: string; known: number }) {
	const busy = useSubmitting((form) => form.get('intent') === COMPETITION_INTENTS.follow);
	return (
		<Form
			key={known}
			method="post"
			action={urls.settingsCompetitions}
			preventScrollReset
			aria-label="Follow a competition"
			className="grid grid-cols-[minmax(0,16rem)_auto] items-end gap-3"
		>
			<TextField
				required
				label="Code of the source"
				name="competition"
				placeholder="de.1"
				defaultValue={typed}
				maxLength={100}
			/>
			<Button
				name="intent"
				value={COMPETITION_INTENTS.follow}
				disabled={busy}
				className="min-h-9 justify-self-start"
			>
				<Plus aria-hidden className="size-3.5" />
				Follow
			</Button>
		</Form>
	);
}
