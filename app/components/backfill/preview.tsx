import type { BackfillPreview } from '../../../server/pipeline/backfill/preview.ts';
import { PlannedMatches } from './planned-matches.tsx';
import { PreviewCard } from './preview-card.tsx';
import { ProviderCard } from './provider-card.tsx';
import { SkippedCard } from './skipped-card.tsx';

/** What a backfill would do now: in numbers, by provider and match by match, and what it would leave alone. */
export function Preview({ preview }: { preview: BackfillPreview }) {
	const { matches, estimate, skippedTotal } = preview;
	const something = matches > 0;
	return (
		<>
			<div className={`grid items-start gap-5 ${something ? 'lg:grid-cols-2' : ''}`}>
				<PreviewCard preview={preview} />
				{something && <ProviderCard estimate={estimate} />}
			</div>
			{skippedTotal > 0 && <SkippedCard preview={preview} />}
			{something && <PlannedMatches preview={preview} />}
		</>
	);
}
