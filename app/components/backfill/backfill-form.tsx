import { Form, Link } from '@remix-run/react';
import { Eye } from 'lucide-react';
import { useId } from 'react';
import type { BackfillFields } from '../../backfill-query.ts';
import { urls } from '../../urls.ts';
import { Button } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { ORDER_LABELS, POLICY_WORDS } from './backfill-words.ts';

/**
 * Chooses what a backfill is about and shows what it would do; the address keeps it. Works without JavaScript.
 * The server says what cannot be, so that fields that are out of sight hold nothing up.
 */
export function BackfillForm({ fields }: { fields: BackfillFields }) {
	return (
		<Form
			// Its fields keep what was typed, so another choice is another form.
			key={JSON.stringify(fields)}
			method="get"
			action={urls.backfillPreview}
			noValidate
			aria-label="Backfill"
			className="grid gap-4 p-4"
		>
			<div className="grid gap-x-8 gap-y-4 lg:grid-cols-[2fr_3fr]">
				{fields.match ? <ChosenMatch id={fields.match} /> : <KickoffFields fields={fields} />}
				<PolicyFields fields={fields} />
			</div>
			<div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-4 lg:grid-cols-[1fr_1fr_1fr_1fr_auto]">
				<TextField
					label="Competition"
					name="competition"
					placeholder="en.1"
					defaultValue={fields.competition}
					maxLength={100}
				/>
				<SelectField label="Order" name="order" options={ORDER_LABELS} defaultValue={fields.order} />
				<TextField
					label="Matches at once"
					name="concurrency"
					inputMode="numeric"
					defaultValue={fields.concurrency}
					maxLength={10}
				/>
				<TextField
					label="Budget in dollars"
					name="budget"
					inputMode="decimal"
					placeholder="No limit"
					defaultValue={fields.budget}
					maxLength={20}
				/>
				<Button reads look="primary" className="col-span-2 min-h-9 sm:col-span-1 sm:justify-self-start">
					<Eye aria-hidden className="size-3.5" />
					Preview
				</Button>
			</div>
		</Form>
	);
}

const LEGEND = 'mb-1.5 text-[13px] font-medium';

/** The one match that is meant, and the way to all others. */
function ChosenMatch({ id }: { id: string }) {
	return (
		<div className="min-w-0">
			<h3 className={LEGEND}>Match</h3>
			<input type="hidden" name="match" value={id} />
			<p>
				Only{' '}
				<Link to={urls.match(id)} className="break-all font-medium text-info hover:underline">
					the match {id}
				</Link>
				, whenever it kicks off.
			</p>
			<Link to={urls.backfill} className="text-[13px] font-medium text-info hover:underline">
				Choose others
			</Link>
		</div>
	);
}

/** When the matches kick off. The fields of the time that is not chosen are out of sight, without JavaScript, too. */
function KickoffFields({ fields: { time, days, from, to } }: { fields: BackfillFields }) {
	return (
		<fieldset className="group/time min-w-0">
			<legend className={LEGEND}>Kick-offs</legend>
			<div className="flex flex-wrap gap-x-5 gap-y-1">
				<Radio name="time" value="days" chosen={time} label="In the last days" />
				<Radio name="time" value="dates" chosen={time} label="Between two dates" />
			</div>
			<div className="mt-2 grid grid-cols-2 gap-3 group-has-[[value=dates]:checked]/time:hidden">
				<TextField label="Days" name="days" inputMode="numeric" defaultValue={days} maxLength={10} />
			</div>
			<div className="mt-2 hidden grid-cols-2 gap-x-3 gap-y-1.5 group-has-[[value=dates]:checked]/time:grid">
				<TextField label="From (UTC)" name="from" type="date" defaultValue={from} />
				<TextField label="To (UTC), included" name="to" type="date" defaultValue={to} />
			</div>
		</fieldset>
	);
}

function PolicyFields({ fields: { policy } }: { fields: BackfillFields }) {
	return (
		<fieldset className="min-w-0">
			<legend className={LEGEND}>Policy</legend>
			<div className="grid gap-2">
				{Object.entries(POLICY_WORDS).map(([value, { label, asks }]) => (
					<Radio key={value} name="policy" value={value} chosen={policy} label={label} hint={asks} />
				))}
			</div>
		</fieldset>
	);
}

function Radio({
	name,
	value,
	chosen,
	label,
	hint,
}: {
	name: string;
	value: string;
	chosen: string;
	label: string;
	/** What it means. */
	hint?: string;
}) {
	const id = useId();
	return (
		<label className="flex min-h-6 items-start gap-2 text-[13px] font-medium">
			<input
				type="radio"
				name={name}
				value={value}
				defaultChecked={value === chosen}
				aria-labelledby={`${id}label`}
				aria-describedby={hint && `${id}hint`}
				className="mt-0.5 size-4 shrink-0 accent-accent"
			/>
			<span>
				<span id={`${id}label`}>{label}</span>
				{hint && (
					<span id={`${id}hint`} className="block text-xs font-normal text-muted">
						{hint}
					</span>
				)}
			</span>
		</label>
	);
}
