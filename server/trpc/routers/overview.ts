import { overview } from '../../pipeline/overview.ts';
import { operatorProcedure } from '../init.ts';

/** The state of the pipeline on one page. */
export const overviewProcedure = operatorProcedure.query(({ ctx }) => overview(ctx));
