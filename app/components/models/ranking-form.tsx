import { Form } from '@remix-run/react';
import { type ModelQuery, RANKING_DAYS } from '../../model-query.ts';
import { urls } from '../../urls.ts';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/field.tsx';

/** Of which matches the ranking is. */
export function RankingForm({
	query,
	competitions,
}: {
	query: ModelQuery;
	competitions: { id: string; name: string }[];
}) {
	return (
		<Form
			method="get"
			action={urls.modelRanking}
			preventScrollReset
			className="grid items-end gap-3 border-b px-4 py-3 sm:grid-cols-[1fr_1fr_auto_auto]"
		>
			<input type="hidden" name="over" value={query.span} />
			<SelectField
				label="Competition"
				name="competition"
				any="All"
				defaultValue={query.competition ?? ''}
				options={Object.fromEntries(competitions.map(({ id, name }) => [id, name]))}
			/>
			<SelectField
				label="Matches of"
				name="days"
				any="all time"
				defaultValue={query.days === undefined ? '' : String(query.days)}
				options={RANKING_DAYS}
			/>
			<label className="flex h-9 items-center gap-2 text-[13px]">
				<input
					type="checkbox"
					name="retroactive"
					value="1"
					defaultChecked={query.includeRetroactive}
					className="size-4"
				/>
				Retroactive, too
			</label>
			<Button reads className="h-9">
				Show
			</Button>
		</Form>
	);
}
