<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>ApplicationPane</name>
    <message numerus="yes">
        <source>{0} persons</source>
        <translation>
            <numerusform>{0} person</numerusform>
            <numerusform>{0} persons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} entries</source>
        <translation>
            <numerusform>{0} entry</numerusform>
            <numerusform>{0} entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Assigning</name>
    <message numerus="yes">
        <source>Assign {0} units to</source>
        <translation>
            <numerusform>Assign {0} unit to</numerusform>
            <numerusform>Assign {0} units to</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Assign {0} persons to</source>
        <translation>
            <numerusform>Assign {0} person to</numerusform>
            <numerusform>Assign {0} persons to</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchPane</name>
    <message numerus="yes">
        <source>Try {0} again</source>
        <translation>
            <numerusform>Try {0} again</numerusform>
            <numerusform>Try {0} again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Batches</name>
    <message numerus="yes">
        <source>{0} drafted in a batch of their own</source>
        <translation>
            <numerusform>{0} drafted in a batch of its own</numerusform>
            <numerusform>{0} drafted in a batch of their own</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} undone</source>
        <translation>
            <numerusform>{0} undone</numerusform>
            <numerusform>{0} undone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} units</source>
        <translation>
            <numerusform>{0} unit</numerusform>
            <numerusform>{0} units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} persons</source>
        <translation>
            <numerusform>{0} person</numerusform>
            <numerusform>{0} persons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} photos</source>
        <translation>
            <numerusform>{0} photo</numerusform>
            <numerusform>{0} photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} totals</source>
        <translation>
            <numerusform>{0} total</numerusform>
            <numerusform>{0} totals</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message numerus="yes">
        <source>{0} changes since the return</source>
        <translation>
            <numerusform>{0} change since the return</numerusform>
            <numerusform>{0} changes since the return</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} other fields as before</source>
        <translation>
            <numerusform>{0} other field as before</numerusform>
            <numerusform>{0} other fields as before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckPane</name>
    <message numerus="yes">
        <source>{0} {1} units</source>
        <translation>
            <numerusform>{0} {1} unit</numerusform>
            <numerusform>{0} {1} units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} {1} persons</source>
        <translation>
            <numerusform>{0} {1} person</numerusform>
            <numerusform>{0} {1} persons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0}: {1} photos</source>
        <translation>
            <numerusform>{0}: {1} photo</numerusform>
            <numerusform>{0}: {1} photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComputersPage</name>
    <message numerus="yes">
        <source>{0} besides this one</source>
        <translation>
            <numerusform>{0} besides this one</numerusform>
            <numerusform>{0} besides this one</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmptyList</name>
    <message numerus="yes">
        <source>Release {0} drafts</source>
        <translation>
            <numerusform>Release {0} draft</numerusform>
            <numerusform>Release {0} drafts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportPanel</name>
    <message numerus="yes">
        <source>{0} rows</source>
        <translation>
            <numerusform>{0} row</numerusform>
            <numerusform>{0} rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} rows, document numbers masked</source>
        <translation>
            <numerusform>{0} row, document numbers masked</numerusform>
            <numerusform>{0} rows, document numbers masked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Grouping</name>
    <message numerus="yes">
        <source>{0} persons</source>
        <translation>
            <numerusform>{0} person</numerusform>
            <numerusform>{0} persons</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message numerus="yes">
        <source>{0} persons</source>
        <translation>
            <numerusform>{0} person</numerusform>
            <numerusform>{0} persons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} places</source>
        <translation>
            <numerusform>{0} place</numerusform>
            <numerusform>{0} places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnReasons</name>
    <message numerus="yes">
        <source>Own checks, {0} none</source>
        <translation>
            <numerusform>Own checks, {0} none</numerusform>
            <numerusform>Own checks, {0} none</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PauseBar</name>
    <message numerus="yes">
        <source>Remove the {0} records</source>
        <translation>
            <numerusform>Remove the {0} record</numerusform>
            <numerusform>Remove the {0} records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PersonsOffer</name>
    <message numerus="yes">
        <source>{0}: {1} persons to review</source>
        <translation>
            <numerusform>{0}: {1} person to review</numerusform>
            <numerusform>{0}: {1} persons to review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pass {0} persons too</source>
        <translation>
            <numerusform>Pass {0} person too</numerusform>
            <numerusform>Pass {0} persons too</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuotaBench</name>
    <message numerus="yes">
        <source>{0} applicants, {1} places</source>
        <translation>
            <numerusform>{0} applicant, {1} places</numerusform>
            <numerusform>{0} applicants, {1} places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pass {0} by this list…</source>
        <translation>
            <numerusform>Pass {0} by this list…</numerusform>
            <numerusform>Pass {0} by this list…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} not possible</source>
        <translation>
            <numerusform>{0} not possible</numerusform>
            <numerusform>{0} not possible</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuotaFoot</name>
    <message numerus="yes">
        <source>Release {0}…</source>
        <translation>
            <numerusform>Release {0}…</numerusform>
            <numerusform>Release {0}…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuotaSaid</name>
    <message numerus="yes">
        <source>{0} totals changed</source>
        <translation>
            <numerusform>{0} total changed</numerusform>
            <numerusform>{0} totals changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message numerus="yes">
        <source>The sheet has {0} mistakes; nothing was changed</source>
        <translation>
            <numerusform>The sheet has {0} mistake; nothing was changed</numerusform>
            <numerusform>The sheet has {0} mistakes; nothing was changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And {0} more.</source>
        <translation>
            <numerusform>And {0} more.</numerusform>
            <numerusform>And {0} more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} totals were not possible</source>
        <translation>
            <numerusform>{0} total was not possible</numerusform>
            <numerusform>{0} totals were not possible</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuotaTree</name>
    <message numerus="yes">
        <source>{0} more units</source>
        <translation>
            <numerusform>{0} more unit</numerusform>
            <numerusform>{0} more units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} units without places</source>
        <translation>
            <numerusform>{0} unit without places</numerusform>
            <numerusform>{0} units without places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ranking</name>
    <message numerus="yes">
        <source>{0} below wait and are served in this order</source>
        <translation>
            <numerusform>{0} below waits</numerusform>
            <numerusform>{0} below wait and are served in this order</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Release</name>
    <message numerus="yes">
        <source>{0} messages</source>
        <translation>
            <numerusform>{0} message</numerusform>
            <numerusform>{0} messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} drafts outside this filter stay.</source>
        <translation>
            <numerusform>{0} draft outside this filter stays.</numerusform>
            <numerusform>{0} drafts outside this filter stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing can be released; {0} drafts stay.</source>
        <translation>
            <numerusform>Nothing can be released; {0} draft stays.</numerusform>
            <numerusform>Nothing can be released; {0} drafts stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} messages cannot be recalled once sent. A verdict can be withdrawn until the next step begins. Once a badge is in production there is no refund and no substitute.</source>
        <translation>
            <numerusform>{0} message cannot be recalled once sent. A verdict can be withdrawn until the next step begins. Once a badge is in production there is no refund and no substitute.</numerusform>
            <numerusform>{0} messages cannot be recalled once sent. A verdict can be withdrawn until the next step begins. Once a badge is in production there is no refund and no substitute.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Passed with {0} open findings</source>
        <translation>
            <numerusform>Passed with {0} open finding</numerusform>
            <numerusform>Passed with {0} open findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} unpaid persons will no longer be asked to pay</source>
        <translation>
            <numerusform>{0} unpaid person will no longer be asked to pay</numerusform>
            <numerusform>{0} unpaid persons will no longer be asked to pay</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} units</source>
        <translation>
            <numerusform>{0} unit</numerusform>
            <numerusform>{0} units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} persons</source>
        <translation>
            <numerusform>{0} person</numerusform>
            <numerusform>{0} persons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} photos</source>
        <translation>
            <numerusform>{0} photo</numerusform>
            <numerusform>{0} photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message numerus="yes">
        <source>Pass {0} persons</source>
        <translation>
            <numerusform>Pass {0} person</numerusform>
            <numerusform>Pass {0} persons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pass {0} units</source>
        <translation>
            <numerusform>Pass {0} unit</numerusform>
            <numerusform>Pass {0} units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing found in {0} units</source>
        <translation>
            <numerusform>Nothing found in {0} unit</numerusform>
            <numerusform>Nothing found in {0} units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagImport</name>
    <message numerus="yes">
        <source>{0} lines imported</source>
        <translation>
            <numerusform>{0} line imported</numerusform>
            <numerusform>{0} lines imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0}: lines {1}.</source>
        <translation>
            <numerusform>{0}: line {1}.</numerusform>
            <numerusform>{0}: lines {1}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tagging</name>
    <message numerus="yes">
        <source>Local tags of {0} units</source>
        <translation>
            <numerusform>Local tags of {0} unit</numerusform>
            <numerusform>Local tags of {0} units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Local tags of {0} persons</source>
        <translation>
            <numerusform>Local tags of {0} person</numerusform>
            <numerusform>Local tags of {0} persons</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>Keep mine for all {0}</source>
        <translation>
            <numerusform>Keep mine for all {0}</numerusform>
            <numerusform>Keep mine for all {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take theirs for all {0}</source>
        <translation>
            <numerusform>Take theirs for all {0}</numerusform>
            <numerusform>Take theirs for all {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decide again on all {0}</source>
        <translation>
            <numerusform>Decide again on all {0}</numerusform>
            <numerusform>Decide again on all {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Let all {0} go</source>
        <translation>
            <numerusform>Let all {0} go</numerusform>
            <numerusform>Let all {0} go</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BenchFoot</name>
    <message numerus="yes">
        <source>{0} on this page without a finding</source>
        <translation>
            <numerusform>{0} on this page without a finding</numerusform>
            <numerusform>{0} on this page without a finding</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm {0} on this page</source>
        <translation>
            <numerusform>Confirm {0} on this page</numerusform>
            <numerusform>Confirm {0} on this page</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm {0}</source>
        <translation>
            <numerusform>Confirm {0}</numerusform>
            <numerusform>Confirm {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Find {0} photos fit</source>
        <translation>
            <numerusform>Find {0} photo fit</numerusform>
            <numerusform>Find {0} photos fit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Return {0} with unfit photos</source>
        <translation>
            <numerusform>Return {0} with an unfit photo</numerusform>
            <numerusform>Return {0} with unfit photos</numerusform>
        </translation>
    </message>
</context>
</TS>
