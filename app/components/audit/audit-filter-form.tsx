import { Form, Link } from '@remix-run/react';
import { Search } from 'lucide-react';
import type { AuditChoices } from '../../../server/audit/audit-choices.ts';
import type { AuditSearch } from '../../audit-query.ts';
import { urls } from '../../urls.ts';
import { Button } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/field.tsx';

interface AuditFilterFormProps {
	fields: AuditSearch['fields'];
	choices: AuditChoices;
}

/** Chooses which actions are listed; the address keeps it. Works without JavaScript. */
export function AuditFilterForm({ fields, choices: { people, actions } }: AuditFilterFormProps) {
	return (
		<Form
			// Its fields keep what was typed, so another filter is another form.
			key={JSON.stringify(fields)}
			method="get"
			action={urls.audit}
			role="search"
			aria-label="Actions"
			className="grid grid-cols-2 items-end gap-3 border-b px-4 py-3 lg:grid-cols-[1fr_1fr_1.5fr_auto_auto_auto]"
		>
			<SelectField label="Who" name="person" any="Anybody" options={people} defaultValue={fields.person} />
			<SelectField label="Did" name="action" any="Anything" options={actions} defaultValue={fields.action} />
			<div className="col-span-2 lg:col-span-1">
				<TextField
					label="About"
					type="search"
					name="about"
					defaultValue={fields.about}
					placeholder="Id of a match, backfill or alert; a name"
					maxLength={100}
				/>
			</div>
			<TextField label="From (UTC)" type="date" name="from" defaultValue={fields.from} />
			<TextField label="To (UTC)" type="date" name="to" defaultValue={fields.to} />
			<div className="col-span-2 flex flex-wrap items-center gap-4 lg:col-span-1">
				<Button reads className="min-h-9">
					<Search aria-hidden className="size-3.5" />
					Filter
				</Button>
			</div>
			{Object.keys(fields).length > 0 && (
				<p className="col-span-full text-xs">
					<Link to={urls.audit} className="font-medium text-info hover:underline">
						All actions
					</Link>
				</p>
			)}
		</Form>
	);
}
