import { overview } from '../../pipeline/overview.ts';
import { sharedProcedure } from '../init.ts';

/** The state of the pipeline on one page. */
export const overviewProcedure = sharedProcedure.query(({ ctx }) => overview(ctx));
