import type { CallCounts } from '../../../server/history/model-health.ts';
import type { ListedModel } from '../../../server/pipeline/models/list-models.ts';

/** What the page of all models shows of one. */
export interface ModelRow
	extends Pick<ListedModel, 'id' | 'name' | 'provider' | 'enabled' | 'problem' | 'usage'> {
	/**
	 * By quarters of days. A page carries more than a thousand: as texts they are a tenth of
	 * what they are as objects, and each is carried once.
	 */
	health: (CountsText | null)[];
}

export function modelRows(models: ListedModel[]): ModelRow[] {
	return models.map(({ id, name, provider, enabled, problem, usage, health }) => ({
		...{ id, name, provider, enabled, problem, usage },
		health: health.map((counts) => counts && textOf(counts)),
	}));
}

/** `CallCounts` as a text. */
type CountsText = string;

function textOf({ answered, unusable, rate_limited, refused, failed }: CallCounts): CountsText {
	return [answered, unusable, rate_limited, refused, failed].join(' ');
}

export function countsOf(text: CountsText): CallCounts {
	const [answered = 0, unusable = 0, rate_limited = 0, refused = 0, failed = 0] = text.split(' ').map(Number);
	return { answered, unusable, rate_limited, refused, failed };
}
