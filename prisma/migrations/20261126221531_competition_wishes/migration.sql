-- CreateTable
CREATE TABLE "CompetitionWish" (
    "competitionId" TEXT NOT NULL,
    "followed" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "operatorId" TEXT NOT NULL,

    CONSTRAINT "CompetitionWish_pkey" PRIMARY KEY ("competitionId")
);

-- AddForeignKey
ALTER TABLE "CompetitionWish" ADD CONSTRAINT "CompetitionWish_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
