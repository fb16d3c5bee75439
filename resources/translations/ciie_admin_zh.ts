<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ByEye</name>
    <message>
        <source>For a person to see</source>
        <translation>须由人看</translation>
    </message>
</context>
<context>
    <name>FreePlaces</name>
    <message>
        <source>No. {0} by hand</source>
        <translation>手工排第 {0} 位</translation>
    </message>
    <message>
        <source>{0} quota</source>
        <translation>{0} 额度</translation>
    </message>
    <message>
        <source>left {0} / {1}</source>
        <translation>剩余 {0} / {1}</translation>
    </message>
    <message>
        <source>{0} quota, as known here</source>
        <translation>{0} 额度（暂计）</translation>
    </message>
    <message>
        <source>{0} quota, {1} set aside here</source>
        <translation>{0} 额度，本机预留 {1}</translation>
    </message>
</context>
<context>
    <name>LeasePanel</name>
    <message>
        <source>Places</source>
        <translation>名额数</translation>
    </message>
    <message>
        <source>Until the end of</source>
        <translation>截至日（含当日）</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>预留</translation>
    </message>
    <message>
        <source>Type a whole number from 1 to {0}.</source>
        <translation>请填写 1 到 {0} 的整数。</translation>
    </message>
    <message>
        <source>Write the day as 2024-09-20.</source>
        <translation>日期请写成 2024-09-20 的样子。</translation>
    </message>
</context>
<context>
    <name>Leasing</name>
    <message>
        <source>Nothing is left here to be set aside.</source>
        <translation>这里没有剩余名额可预留。</translation>
    </message>
    <message>
        <source>Set aside for this computer: {0}</source>
        <translation>为本机预留：{0}</translation>
    </message>
    <message>
        <source>Connect to the network first: the server promises them.</source>
        <translation>请先联网，名额须由服务器确认才能预留。</translation>
    </message>
    <message>
        <source>{0}: nothing was set aside</source>
        <translation>{0}：未能预留</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message numerus="yes">
        <source>{0} persons</source>
        <translation>
            <numerusform>{0} 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} places</source>
        <translation>
            <numerusform>{0} 个名额</numerusform>
        </translation>
    </message>
    <message>
        <source>In from {0}</source>
        <translation>自{0}调入</translation>
    </message>
    <message>
        <source>Out to {0}</source>
        <translation>调出至{0}</translation>
    </message>
    <message>
        <source>Given by {0}</source>
        <translation>来自{0}</translation>
    </message>
    <message>
        <source>Taken back by {0}</source>
        <translation>由{0}收回</translation>
    </message>
    <message>
        <source>To {0}</source>
        <translation>分配给{0}</translation>
    </message>
    <message>
        <source>Taken back from {0}</source>
        <translation>自{0}收回</translation>
    </message>
    <message>
        <source>the office above</source>
        <translation>上级</translation>
    </message>
</context>
<context>
    <name>LedgerPane</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变动</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>结余</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Type a total in the tree: it is a draft until it is released.</source>
        <translation>在左侧填写总数，提交前都是暂存。</translation>
    </message>
    <message>
        <source>Older entries</source>
        <translation>更早的记录</translation>
    </message>
    <message>
        <source>The server keeps the ledger. Connect to the network; then it appears here.</source>
        <translation>台账保存在服务器上，联网后即可查看。</translation>
    </message>
    <message>
        <source>Nothing was moved here yet</source>
        <translation>这里还没有额度变动</translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <source>A folder for the photos</source>
        <translation>选择存放照片的文件夹</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Open the record</source>
        <translation>打开该记录</translation>
    </message>
    <message>
        <source>Show at the meeting</source>
        <translation>会议投影</translation>
    </message>
    <message>
        <source>Next case</source>
        <translation>下一条</translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation>上一条</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>End the showing</source>
        <translation>结束投影</translation>
    </message>
    <message>
        <source>Say on whose word it is released</source>
        <translation>填写审批依据</translation>
    </message>
    <message>
        <source>Approval sheet of the drafts</source>
        <translation>暂存的审批表</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>异常待处理</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Export this list</source>
        <translation>导出本表</translation>
    </message>
    <message>
        <source>Stop sending</source>
        <translation>停止发送</translation>
    </message>
    <message>
        <source>Signed-in computers</source>
        <translation>登录的电脑</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>提交生效</translation>
    </message>
    <message>
        <source>End the sign-in of a computer</source>
        <translation>结束某台电脑的登录</translation>
    </message>
    <message>
        <source>Back to reviewing</source>
        <translation>返回审核</translation>
    </message>
    <message>
        <source>Clear this draft</source>
        <translation>取消该条暂存</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退回修改</translation>
    </message>
    <message>
        <source>Reject or advise against</source>
        <translation>不通过或建议不予通过</translation>
    </message>
    <message>
        <source>Confirm the reasons</source>
        <translation>确认原因</translation>
    </message>
    <message>
        <source>Clear the verdict</source>
        <translation>取消暂存的决定</translation>
    </message>
    <message>
        <source>Withdraw a verdict</source>
        <translation>撤回已生效的决定</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一条</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一条</translation>
    </message>
    <message>
        <source>Next undecided</source>
        <translation>下一条未办</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>勾选</translation>
    </message>
    <message>
        <source>Tick all in this filter</source>
        <translation>选中本筛选全部</translation>
    </message>
    <message>
        <source>Write an internal note</source>
        <translation>写内部备注</translation>
    </message>
    <message>
        <source>Show the full document number</source>
        <translation>查看完整证件号码</translation>
    </message>
    <message>
        <source>Put down, or back to the list</source>
        <translation>放下，或回到列表</translation>
    </message>
    <message>
        <source>Decide again, on the record as it is now</source>
        <translation>按现在的材料重新决定</translation>
    </message>
    <message>
        <source>Decide again on all of this kind</source>
        <translation>同类全部重新决定</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Let all of this kind go</source>
        <translation>同类全部放弃</translation>
    </message>
    <message>
        <source>Show the licence</source>
        <translation>查看证照</translation>
    </message>
    <message>
        <source>Pass the unit&apos;s waiting persons too</source>
        <translation>一并通过该单位待审核人员</translation>
    </message>
    <message>
        <source>Hold, or take up again</source>
        <translation>搁置或取消搁置</translation>
    </message>
    <message>
        <source>Go to or do anything</source>
        <translation>快速前往与操作</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>显示全部快捷键</translation>
    </message>
    <message>
        <source>Filter by a column</source>
        <translation>按列筛选</translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation>保存当前筛选</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Spot checks</source>
        <translation>抽查</translation>
    </message>
    <message>
        <source>Write the filter as text</source>
        <translation>用文字编辑筛选条件</translation>
    </message>
    <message>
        <source>Tick the unit</source>
        <translation>勾选整个单位</translation>
    </message>
    <message>
        <source>Fold or unfold the unit</source>
        <translation>折叠或展开单位</translation>
    </message>
    <message>
        <source>Fold or unfold all units</source>
        <translation>折叠或展开全部单位</translation>
    </message>
    <message>
        <source>Open the record the check names</source>
        <translation>打开核对中的记录</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>To the records of the batch, then open one</source>
        <translation>到本批记录，再打开一条</translation>
    </message>
    <message>
        <source>Try again what failed in the batch</source>
        <translation>重新办理本批未成功的</translation>
    </message>
    <message>
        <source>Undo the batch</source>
        <translation>撤销本批</translation>
    </message>
    <message>
        <source>Export the outcomes</source>
        <translation>导出结果表</translation>
    </message>
    <message>
        <source>Back, step by step</source>
        <translation>逐步返回</translation>
    </message>
    <message>
        <source>Pass: changes seen, the rest confirmed</source>
        <translation>改动已看，其余沿用，通过</translation>
    </message>
    <message>
        <source>Assign to a colleague</source>
        <translation>分办给同事</translation>
    </message>
    <message>
        <source>Compare with what looks alike</source>
        <translation>与疑似重复的记录对照</translation>
    </message>
    <message>
        <source>Not a duplicate, or maybe one after all</source>
        <translation>不是重复，或恢复为疑似重复</translation>
    </message>
    <message>
        <source>Decide on the other of the two</source>
        <translation>改办另一条</translation>
    </message>
    <message>
        <source>Top mistakes</source>
        <translation>常见问题</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>查看名单</translation>
    </message>
    <message>
        <source>Units or persons</source>
        <translation>单位与人员切换</translation>
    </message>
    <message>
        <source>Export the counts</source>
        <translation>导出统计</translation>
    </message>
    <message>
        <source>Local tags</source>
        <translation>本机标签</translation>
    </message>
    <message>
        <source>What to tell a caller</source>
        <translation>来电查询</translation>
    </message>
    <message>
        <source>What takes two people</source>
        <translation>设定双人审核</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Photo fit</source>
        <translation>照片合格</translation>
    </message>
    <message>
        <source>Photo unfit, with reasons</source>
        <translation>照片不合格，并选原因</translation>
    </message>
    <message>
        <source>Confirm the reasons, or open the person</source>
        <translation>确认原因，或打开人员</translation>
    </message>
    <message>
        <source>Find all fit on this page that have no finding</source>
        <translation>本页无异常的照片判为合格</translation>
    </message>
    <message>
        <source>Return the persons with unfit photos</source>
        <translation>退回照片不合格的人员</translation>
    </message>
    <message>
        <source>Look closely, while held</source>
        <translation>按住看原大</translation>
    </message>
    <message>
        <source>Show or hide the marks</source>
        <translation>显示或隐藏标线</translation>
    </message>
    <message>
        <source>Eyes on one line, or whole photos</source>
        <translation>眼线对齐，或看整张</translation>
    </message>
    <message>
        <source>Photo in a second window</source>
        <translation>在第二窗口看照片</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Photos of these persons</source>
        <translation>查看这些人员的照片</translation>
    </message>
    <message>
        <source>List of unfit photos</source>
        <translation>照片不合格清单</translation>
    </message>
    <message>
        <source>Photos as files</source>
        <translation>把照片另存为文件</translation>
    </message>
    <message>
        <source>Compare with an earlier photo, or one that looks alike</source>
        <translation>与往届照片或相同的照片对照</translation>
    </message>
    <message>
        <source>Free-badge quota</source>
        <translation>免费证件额度</translation>
    </message>
    <message>
        <source>Change the total</source>
        <translation>修改总数</translation>
    </message>
    <message>
        <source>Open the node</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Close the node, or go up</source>
        <translation>收起或回上级</translation>
    </message>
    <message>
        <source>To the next label</source>
        <translation>下一个标签</translation>
    </message>
    <message>
        <source>Find a sub-mission or unit</source>
        <translation>查找分团或单位</translation>
    </message>
    <message>
        <source>Set places aside for this computer</source>
        <translation>为本机预留额度</translation>
    </message>
    <message>
        <source>Return what was set aside</source>
        <translation>交回预留的额度</translation>
    </message>
    <message>
        <source>Allocation proposal</source>
        <translation>分配建议</translation>
    </message>
    <message>
        <source>Export the allocation sheet</source>
        <translation>导出额度分配表</translation>
    </message>
    <message>
        <source>Read a filled-in allocation sheet</source>
        <translation>读入填好的分配表</translation>
    </message>
</context>
<context>
    <name>Alike</name>
    <message>
        <source>Other side</source>
        <translation>改办另一条</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Not a duplicate</source>
        <translation>不是重复</translation>
    </message>
    <message>
        <source>Found to be two different ones</source>
        <translation>已核实不是重复</translation>
    </message>
    <message>
        <source>May be one after all</source>
        <translation>仍疑似重复</translation>
    </message>
    <message>
        <source>On its way to the server.</source>
        <translation>正在提交服务器。</translation>
    </message>
    <message>
        <source>Already registered in another unit or mission</source>
        <translation>已在其他单位或交易团登记</translation>
    </message>
    <message>
        <source>That record is out of your sight. Ask the unit or the organiser which one is to stay.</source>
        <translation>那条记录不在您的范围内。请向单位或主办方核实保留哪一条。</translation>
    </message>
    <message>
        <source>already registered elsewhere</source>
        <translation>已在其他单位或交易团登记</translation>
    </message>
    <message>
        <source>same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>On the licence</source>
        <translation>证照识别</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>并排对照</translation>
    </message>
    <message>
        <source>{0} to compare</source>
        <translation>另有 {0} 条可对照</translation>
    </message>
</context>
<context>
    <name>ApplicationPane</name>
    <message>
        <source>Application</source>
        <translation>申报材料</translation>
    </message>
    <message>
        <source>Persons of this unit</source>
        <translation>本单位人员</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Others of this unit</source>
        <translation>同单位人员</translation>
    </message>
    <message>
        <source>Passed automatically</source>
        <translation>自动审核通过</translation>
    </message>
    <message>
        <source>Decided by {0}, {1}</source>
        <translation>{0} {1} 决定</translation>
    </message>
    <message>
        <source>Added since the unit&apos;s review</source>
        <translation>单位审核后新增</translation>
    </message>
    <message numerus="yes">
        <source>{0} persons</source>
        <translation>
            <numerusform>{0} 人</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} to review</source>
        <translation>待审核 {0}</translation>
    </message>
    <message>
        <source>Card face</source>
        <translation>卡面预览</translation>
    </message>
    <message>
        <source>Internal notes</source>
        <translation>内部备注</translation>
    </message>
    <message numerus="yes">
        <source>{0} entries</source>
        <translation>
            <numerusform>{0} 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Spot check by {0}, {1}</source>
        <translation>{0} 已抽查，{1}</translation>
    </message>
</context>
<context>
    <name>Assigning</name>
    <message>
        <source>Nobody any more</source>
        <translation>收回分办</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>分办</translation>
    </message>
    <message>
        <source>Several: shared out evenly, in the list&apos;s order.</source>
        <translation>选多人时按列表顺序平均分给。</translation>
    </message>
    <message>
        <source>{0} to do</source>
        <translation>待办 {0}</translation>
    </message>
    <message>
        <source>{0} of these</source>
        <translation>可办其中 {0}</translation>
    </message>
    <message>
        <source>Assigned to {0}</source>
        <translation>分给 {0}</translation>
    </message>
    <message>
        <source>Assigned to me</source>
        <translation>分给我</translation>
    </message>
    <message>
        <source>Units for me</source>
        <translation>分给我的单位</translation>
    </message>
    <message>
        <source>Persons for me</source>
        <translation>分给我的人员</translation>
    </message>
    <message numerus="yes">
        <source>Assign {0} units to</source>
        <translation>
            <numerusform>分办 {0} 个单位给</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Assign {0} persons to</source>
        <translation>
            <numerusform>分办 {0} 人给</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Bars</name>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Attention {0}</source>
        <translation>异常 {0}</translation>
    </message>
    <message>
        <source>Online {0}</source>
        <translation>在线 {0}</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>正在同步</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>同步已暂停</translation>
    </message>
    <message>
        <source>Offline · last sync {0}</source>
        <translation>离线 · 上次同步 {0}</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Lock after {0} minutes</source>
        <translation>闲置 {0} 分钟后锁定</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>No system key store here: the password alone protects the records</source>
        <translation>本机没有系统密码保管程序，数据仅由密码保护</translation>
    </message>
    <message>
        <source>Letter keys act by themselves</source>
        <translation>启用字母快捷键</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Top mistakes</source>
        <translation>常见问题</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>Set aside {0} until {1}</source>
        <translation>额度预留 {0}，至 {1}</translation>
    </message>
</context>
<context>
    <name>BatchPane</name>
    <message>
        <source>Outcomes</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Records of the batch</source>
        <translation>本批记录</translation>
    </message>
    <message>
        <source>Outcome sheet</source>
        <translation>结果表</translation>
    </message>
    <message>
        <source>Undo the batch</source>
        <translation>撤销本批</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message numerus="yes">
        <source>Try {0} again</source>
        <translation>
            <numerusform>重新办理 {0} 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重新办理</translation>
    </message>
    <message>
        <source>Nothing is left that failed.</source>
        <translation>没有未成功的记录。</translation>
    </message>
    <message>
        <source>Everything of it has left or is undone.</source>
        <translation>本批均已发送或已撤销。</translation>
    </message>
</context>
<context>
    <name>Batches</name>
    <message>
        <source>Dealt with since.</source>
        <translation>此后已处理。</translation>
    </message>
    <message>
        <source>once more on what had failed</source>
        <translation>重新办理前一批未成功的</translation>
    </message>
    <message>
        <source>Tried again</source>
        <translation>重新办理</translation>
    </message>
    <message>
        <source>Nothing is possible yet</source>
        <translation>仍不能办理</translation>
    </message>
    <message numerus="yes">
        <source>{0} drafted in a batch of their own</source>
        <translation>
            <numerusform>{0} 条已暂存为新的一批</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} drafted in a batch of their own, {1} still not possible</source>
        <translation>{0} 条已暂存为新的一批，{1} 条仍不能办理</translation>
    </message>
    <message numerus="yes">
        <source>{0} undone</source>
        <translation>
            <numerusform>已撤销 {0} 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot be undone any more: {0}. Withdraw it on the record itself.</source>
        <translation>以下不能再撤销：{0}。请打开记录撤回。</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>没有可以撤销的</translation>
    </message>
    <message numerus="yes">
        <source>{0} units</source>
        <translation>
            <numerusform>{0} 家</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} persons</source>
        <translation>
            <numerusform>{0} 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} photos</source>
        <translation>
            <numerusform>{0} 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} totals</source>
        <translation>
            <numerusform>额度 {0} 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchesPage</name>
    <message>
        <source>Batches</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>条数</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Out of</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>By</source>
        <translation>办理人</translation>
    </message>
    <message>
        <source>{0} in all</source>
        <translation>共 {0} 批</translation>
    </message>
    <message>
        <source>What is decided on two records or more at once is kept here.</source>
        <translation>一次办理两条以上记录时，每条的结果都记在这里。</translation>
    </message>
    <message>
        <source>No batch yet</source>
        <translation>还没有批次</translation>
    </message>
</context>
<context>
    <name>CardFace</name>
    <message>
        <source>New badge</source>
        <translation>新制证件</translation>
    </message>
    <message>
        <source>Reuse: face changed</source>
        <translation>复用：卡面已变</translation>
    </message>
    <message>
        <source>Badge reuse</source>
        <translation>证件复用</translation>
    </message>
    <message>
        <source>No difference from an earlier badge is known</source>
        <translation>未发现与往届卡面不一致</translation>
    </message>
    <message>
        <source>Differs from the earlier badge</source>
        <translation>与往届卡面不一致</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>The rest is confirmed: pass</source>
        <translation>其余沿用，通过</translation>
    </message>
    <message>
        <source>Look at these first, then press {0} again</source>
        <translation>请先看改动，再按一次 {0}</translation>
    </message>
    <message numerus="yes">
        <source>{0} changes since the return</source>
        <translation>
            <numerusform>退回后改动 {0} 处</numerusform>
        </translation>
    </message>
    <message>
        <source>Returned for: {0}</source>
        <translation>退回原因：{0}</translation>
    </message>
    <message>
        <source>Old</source>
        <translation>原</translation>
    </message>
    <message>
        <source>New</source>
        <translation>现</translation>
    </message>
    <message numerus="yes">
        <source>{0} other fields as before</source>
        <translation>
            <numerusform>其余 {0} 项未动</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckPane</name>
    <message>
        <source>Check before deciding</source>
        <translation>办理前核对</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Cannot be decided so</source>
        <translation>不能这样办理</translation>
    </message>
    <message>
        <source>A draft is never sent by itself and can be undone.</source>
        <translation>先存为暂存，不会自动发出，可随时撤销。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message numerus="yes">
        <source>{0} {1} units</source>
        <translation>
            <numerusform>{0} {1} 家</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} {1} persons</source>
        <translation>
            <numerusform>{0} {1} 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0}: {1} photos</source>
        <translation>
            <numerusform>{0} {1} 张</numerusform>
        </translation>
    </message>
    <message>
        <source>None of them can be decided so.</source>
        <translation>没有可以这样办理的记录。</translation>
    </message>
    <message>
        <source>{0}: all {1} can be decided so.</source>
        <translation>{0}：{1} 条均可办理。</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} can be decided so, {3} cannot.</source>
        <translation>{0}：{2} 条中 {1} 条可以办理，{3} 条不能办理。</translation>
    </message>
    <message>
        <source>{0} records are more than a glance takes in, so this is asked.</source>
        <translation>共 {0} 条，数量较多，请核对后再办理。</translation>
    </message>
    <message>
        <source>Those that cannot stay as they are; the batch keeps why.</source>
        <translation>不能办理的保持原样，原因记入批次。</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>另 {0} 条</translation>
    </message>
    <message>
        <source>{0} records are being judged.</source>
        <translation>正在核对 {0} 条。</translation>
    </message>
    <message>
        <source>Nothing is drafted before you have seen what can be.</source>
        <translation>核对完成之前不会暂存任何决定。</translation>
    </message>
    <message>
        <source>Being checked</source>
        <translation>正在核对</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Checks</source>
        <translation>预检</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>单位分类</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未提交</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Sub-mission</source>
        <translation>分团</translation>
    </message>
    <message>
        <source>Credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Unpaid</source>
        <translation>待支付</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已支付</translation>
    </message>
    <message>
        <source>Former unit</source>
        <translation>往届单位</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区类型</translation>
    </message>
    <message>
        <source>Entry date</source>
        <translation>入场日期</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>支付状态</translation>
    </message>
    <message>
        <source>Reuse</source>
        <translation>复用</translation>
    </message>
    <message>
        <source>Added late</source>
        <translation>审核后增补</translation>
    </message>
    <message>
        <source>Document number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Fee (CNY)</source>
        <translation>费用（元）</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>显示的列</translation>
    </message>
    <message>
        <source>Alt+Up and Alt+Down move a column.</source>
        <translation>按住换位键用上下方向键移动列。</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation>承办人</translation>
    </message>
    <message>
        <source>Local tags</source>
        <translation>本机标签</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>Computers</name>
    <message>
        <source>Computer {0}</source>
        <translation>电脑 {0}</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>This computer, earlier</source>
        <translation>本机（较早的登录）</translation>
    </message>
    <message>
        <source>Another computer</source>
        <translation>其他电脑</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>是哪一台</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>登录时间</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>You are working here. To end this sign-in, choose Sign out in the menu under your name.</source>
        <translation>您正在这台电脑上工作。要结束这次登录，请在您姓名下的菜单中选择“退出登录”。</translation>
    </message>
    <message>
        <source>At its next contact with the server that computer asks for the password again. Nothing is lost: drafts and unsent decisions stay on it and go out after the next sign-in. If the computer is lost or stolen, have the administrator revoke it as well: then its records are removed too.</source>
        <translation>那台电脑下次联系服务器时须重新输入密码。不会丢失任何内容：暂存和未发送的决定仍在那台电脑上，重新登录后继续发送。如果电脑遗失或被盗，请另请系统管理员停用该设备，其中的数据才会清除。</translation>
    </message>
</context>
<context>
    <name>ComputersPage</name>
    <message>
        <source>Signed-in computers</source>
        <translation>登录的电脑</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>是哪一台</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>登录时间</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>后果</translation>
    </message>
    <message>
        <source>End this sign-in</source>
        <translation>结束这次登录</translation>
    </message>
    <message numerus="yes">
        <source>{0} besides this one</source>
        <translation>
            <numerusform>另有 {0} 次登录</numerusform>
        </translation>
    </message>
    <message>
        <source>Only this one</source>
        <translation>仅本次登录</translation>
    </message>
    <message>
        <source>You are working at this computer</source>
        <translation>您正在使用这台电脑</translation>
    </message>
    <message>
        <source>The server keeps this list. Connect to the network; then it appears here.</source>
        <translation>登录情况由服务器记录。连接网络后，这里会自动列出。</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>DecisionBox</name>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Never sent</source>
        <translation>不对外</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>内部备注</translation>
    </message>
    <message>
        <source>No unit chosen</source>
        <translation>没有选中的单位</translation>
    </message>
    <message>
        <source>No person chosen</source>
        <translation>没有选中的人员</translation>
    </message>
    <message>
        <source>Your account may only read.</source>
        <translation>您的账号只能查阅。</translation>
    </message>
    <message>
        <source>The first download is still running.</source>
        <translation>首次下载尚未完成。</translation>
    </message>
    <message>
        <source>Message to the unit</source>
        <translation>给单位的说明</translation>
    </message>
    <message>
        <source>Release…</source>
        <translation>提交生效…</translation>
    </message>
    <message>
        <source>Release {0}…</source>
        <translation>提交生效 {0} 条…</translation>
    </message>
    <message>
        <source>Nothing is drafted.</source>
        <translation>没有暂存的决定。</translation>
    </message>
    <message>
        <source>Take up again</source>
        <translation>取消搁置</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>抽查无异常</translation>
    </message>
    <message>
        <source>Message, for instance to {0}</source>
        <translation>消息示例（{0}）</translation>
    </message>
</context>
<context>
    <name>DownloadPage</name>
    <message>
        <source>First download</source>
        <translation>首次下载</translation>
    </message>
    <message>
        <source>Until it is complete you can look but not decide. An interrupted download goes on by itself; nothing is fetched twice.</source>
        <translation>下载完成前可以查看，不能作决定。网络中断会自动续传，已下载的不会重来。</translation>
    </message>
    <message>
        <source>Look at what is here</source>
        <translation>先看已下载的</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>取消下载</translation>
    </message>
    <message>
        <source>Hotline {0}</source>
        <translation>服务热线 {0}</translation>
    </message>
    <message>
        <source>Edition and missions</source>
        <translation>届次与交易团</translation>
    </message>
    <message>
        <source>Units and persons</source>
        <translation>单位与人员</translation>
    </message>
    <message>
        <source>Search index</source>
        <translation>搜索索引</translation>
    </message>
    <message>
        <source>with them</source>
        <translation>随下载建立</translation>
    </message>
    <message>
        <source>about {0} s left</source>
        <translation>剩余约 {0} 秒</translation>
    </message>
</context>
<context>
    <name>EmptyList</name>
    <message>
        <source>As of {0}.</source>
        <translation>截至 {0}。</translation>
    </message>
    <message>
        <source>units</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>No {0} found</source>
        <translation>没有符合条件的{0}</translation>
    </message>
    <message>
        <source>No {1} under {0}</source>
        <translation>没有{0}的{1}</translation>
    </message>
    <message numerus="yes">
        <source>Release {0} drafts</source>
        <translation>
            <numerusform>提交生效 {0} 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove the filters</source>
        <translation>去掉筛选</translation>
    </message>
</context>
<context>
    <name>ExportPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export this list</source>
        <translation>导出本表</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Writing {0}</source>
        <translation>正在写入 {0}</translation>
    </message>
    <message numerus="yes">
        <source>{0} rows</source>
        <translation>
            <numerusform>{0} 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Export cancelled</source>
        <translation>已取消导出</translation>
    </message>
    <message>
        <source>No file was left.</source>
        <translation>没有留下文件。</translation>
    </message>
    <message numerus="yes">
        <source>{0} rows, document numbers masked</source>
        <translation>
            <numerusform>共 {0} 行，证件号码已脱敏</numerusform>
        </translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>已导出：{0}</translation>
    </message>
    <message>
        <source>Excel workbook with local tags</source>
        <translation>含本机标签的 Excel 工作簿</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Open the signed paper</source>
        <translation>打开签批扫描件</translation>
    </message>
    <message>
        <source>Credit code</source>
        <translation>信用代码</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>单位分类</translation>
    </message>
    <message>
        <source>Nature</source>
        <translation>单位性质</translation>
    </message>
    <message>
        <source>Mission</source>
        <translation>交易团/分团</translation>
    </message>
    <message>
        <source>Reviewed by</source>
        <translation>审核归属</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业门类</translation>
    </message>
    <message>
        <source>Capital</source>
        <translation>注册资本</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>营业额</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>进口额</translation>
    </message>
    <message>
        <source>Imports 3 y</source>
        <translation>近三年进口额</translation>
    </message>
    <message>
        <source>Import modes</source>
        <translation>进口方式</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>参会目的</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Referral code</source>
        <translation>推荐码</translation>
    </message>
    <message>
        <source>ID kind</source>
        <translation>身份证件类型</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Organiser</source>
        <translation>主办方审核</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>人员标签</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>注册地址</translation>
    </message>
    <message>
        <source>Entry date</source>
        <translation>入场日期</translation>
    </message>
    <message>
        <source>Preferred area</source>
        <translation>最想参观的展区</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>领取方式</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>支付状态</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>证件状态</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Not submitted yet</source>
        <translation>尚未提交</translation>
    </message>
    <message>
        <source>Submitted {0}</source>
        <translation>提交 {0}</translation>
    </message>
    <message>
        <source>{0} in all</source>
        <translation>共 {0} 人</translation>
    </message>
    <message>
        <source>{0} not submitted</source>
        <translation>未提交 {0}</translation>
    </message>
    <message>
        <source>{0} unpaid</source>
        <translation>待支付 {0}</translation>
    </message>
    <message>
        <source>{0} paid</source>
        <translation>已支付 {0}</translation>
    </message>
    <message>
        <source>{0}, limit {1}</source>
        <translation>{0}，限 {1}</translation>
    </message>
    <message>
        <source>see the licence</source>
        <translation>见证照</translation>
    </message>
    <message>
        <source>{0}, chosen: {1}</source>
        <translation>{0}，所选 {1}</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>预检</translation>
    </message>
    <message>
        <source>Checks · risk by: {0}</source>
        <translation>预检 · 风险依据：{0}</translation>
    </message>
    <message>
        <source>looked at: {0}; the rest as confirmed before</source>
        <translation>已看改动：{0}；其余沿用上次核对</translation>
    </message>
    <message>
        <source>{0}, licence: {1}</source>
        <translation>填报 {0}，证照 {1}</translation>
    </message>
    <message>
        <source>rules {0}</source>
        <translation>规则 {0}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Remove filter</source>
        <translation>去掉筛选</translation>
    </message>
    <message>
        <source>Change filter</source>
        <translation>修改筛选条件</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Sub-mission</source>
        <translation>分团</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>单位分类</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区类型</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Entry date</source>
        <translation>入场日期</translation>
    </message>
    <message>
        <source>Badge reuse</source>
        <translation>证件复用</translation>
    </message>
    <message>
        <source>Added since review</source>
        <translation>审核后新增</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>预检</translation>
    </message>
    <message>
        <source>Own decision</source>
        <translation>本机决定</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>只看</translation>
    </message>
    <message>
        <source>By time submitted</source>
        <translation>按提交时间</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>By unit</source>
        <translation>按单位</translation>
    </message>
    <message>
        <source>Faults first</source>
        <translation>有预检提示的在前</translation>
    </message>
    <message>
        <source>With findings</source>
        <translation>有预检提示</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>倒序</translation>
    </message>
    <message>
        <source>any</source>
        <translation>有提示</translation>
    </message>
    <message>
        <source>this one</source>
        <translation>这一条</translation>
    </message>
    <message>
        <source>Free place</source>
        <translation>名额</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>支付状态</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>None</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Search these values</source>
        <translation>搜索选项</translation>
    </message>
    <message>
        <source>Sort ascending</source>
        <translation>升序</translation>
    </message>
    <message>
        <source>Sort descending</source>
        <translation>降序</translation>
    </message>
    <message>
        <source>Automatic pass</source>
        <translation>自动通过</translation>
    </message>
    <message>
        <source>Spot check</source>
        <translation>抽查</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>By risk</source>
        <translation>按风险</translation>
    </message>
    <message>
        <source>Submitted again</source>
        <translation>再次提交</translation>
    </message>
    <message>
        <source>Reason given</source>
        <translation>曾用原因</translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation>承办人</translation>
    </message>
    <message>
        <source>Local tag</source>
        <translation>本机标签</translation>
    </message>
    <message>
        <source>Photo review</source>
        <translation>照片审核</translation>
    </message>
    <message>
        <source>By photo risk</source>
        <translation>按照片风险</translation>
    </message>
</context>
<context>
    <name>Grouping</name>
    <message numerus="yes">
        <source>{0} persons</source>
        <translation>
            <numerusform>{0} 人</numerusform>
        </translation>
    </message>
    <message>
        <source>folded</source>
        <translation>已折叠</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Decide</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>On this page</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>Move and tick</source>
        <translation>移动与勾选</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Tick a reason</source>
        <translation>勾选原因</translation>
    </message>
    <message>
        <source>With the key of a verdict: stay on the record</source>
        <translation>与决定键同按：留在本条</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Letter keys can be switched off in the menu of the account.</source>
        <translation>字母键可以在账号菜单里关闭。</translation>
    </message>
    <message>
        <source>Letter keys are off; the menu of the account has them.</source>
        <translation>字母键已关闭，可以在账号菜单里打开。</translation>
    </message>
</context>
<context>
    <name>LaneTabs</name>
    <message>
        <source>More lists</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>LetterBox</name>
    <message>
        <source>Message to {0}</source>
        <translation>发给{0}的消息</translation>
    </message>
    <message>
        <source>The unit sees its photos with the faults marked.</source>
        <translation>单位会看到已标出问题的照片。</translation>
    </message>
    <message>
        <source>Shown from the small pictures: the originals are not on this computer.</source>
        <translation>按缩略图显示：原图不在本机。</translation>
    </message>
    <message>
        <source>Not shown here: {0}</source>
        <translation>此处未显示：{0} 张</translation>
    </message>
</context>
<context>
    <name>Licence</name>
    <message>
        <source>Name</source>
        <translation>单位名称</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>信用代码</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>注册地址</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>未识别</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>填报</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Show the licence</source>
        <translation>查看证照</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>证照</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>整幅显示</translation>
    </message>
    <message>
        <source>Closer</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Further</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This unit has uploaded no licence.</source>
        <translation>该单位未上传证照。</translation>
    </message>
    <message>
        <source>This picture cannot be shown.</source>
        <translation>此图片无法显示。</translation>
    </message>
    <message>
        <source>Fetching the licence…</source>
        <translation>正在获取证照…</translation>
    </message>
    <message>
        <source>Only on the server: connect to the network first.</source>
        <translation>原图仅在服务器上，请先连接网络。</translation>
    </message>
</context>
<context>
    <name>ListHead</name>
    <message>
        <source>Lanes</source>
        <translation>状态分类</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Units</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
</context>
<context>
    <name>LockWindow</name>
    <message>
        <source>Trade mission desk</source>
        <translation>交易团秘书处工作台</translation>
    </message>
    <message>
        <source>Hotline {0}</source>
        <translation>服务热线 {0}</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Drafts and unsent decisions are kept encrypted on this computer.</source>
        <translation>暂存和未发送的决定加密保存在本机。</translation>
    </message>
    <message>
        <source>Unlocking</source>
        <translation>正在解锁</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Trade mission desk</source>
        <translation>交易团秘书处工作台</translation>
    </message>
    <message>
        <source>Search name, unit, code</source>
        <translation>搜索姓名、单位、代码</translation>
    </message>
    <message>
        <source>Search name, unit, code, pinyin initials</source>
        <translation>搜索姓名、单位、代码、拼音首字母</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>栏目</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>MistakesPage</name>
    <message>
        <source>Top mistakes</source>
        <translation>常见问题</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Mistake</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What the unit is told</source>
        <translation>给单位的改正说明</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>By sub-mission</source>
        <translation>按分团</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>查看名单</translation>
    </message>
    <message>
        <source>Export the counts</source>
        <translation>导出统计</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>{0} of {1} records were given a reason</source>
        <translation>{1} 条中 {0} 条曾被指出问题</translation>
    </message>
    <message>
        <source>What is returned or rejected from now on is counted here.</source>
        <translation>今后退回修改或不通过的，原因都会计入这里。</translation>
    </message>
    <message>
        <source>No reason was given yet</source>
        <translation>还没有指出过问题</translation>
    </message>
    <message>
        <source>Of all that were given a reason</source>
        <translation>占曾被指出问题的记录</translation>
    </message>
</context>
<context>
    <name>NavBar</name>
    <message>
        <source>Account and settings</source>
        <translation>账号与设置</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>NumberReveal</name>
    <message>
        <source>Show full number</source>
        <translation>查看完整号码</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What for? It is recorded under your name.</source>
        <translation>为什么查看？将以您的姓名记入操作日志。</translation>
    </message>
    <message>
        <source>The full number cannot be shown now</source>
        <translation>现在不能查看完整号码</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>in {0} s</source>
        <translation>{0} 秒后</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>正在查询</translation>
    </message>
    <message>
        <source>Only who reviews this person may see it.</source>
        <translation>只有审核此人的经办人、负责人和系统管理员可以查看。</translation>
    </message>
    <message>
        <source>It is only on the server: connect to the network first.</source>
        <translation>完整号码只在服务器上，请先连接网络。</translation>
    </message>
</context>
<context>
    <name>OwnReasons</name>
    <message>
        <source>By its own checks</source>
        <translation>按各自预检</translation>
    </message>
    <message>
        <source>Each by its own checks</source>
        <translation>按各自预检办理</translation>
    </message>
    <message>
        <source>Every record gets the reasons its own checks propose.</source>
        <translation>每条记录用它自己的预检原因。</translation>
    </message>
    <message>
        <source>{0} have none of their own and get the reasons ticked.</source>
        <translation>{0} 条没有自己的预检原因，用已勾选的原因。</translation>
    </message>
    <message>
        <source>{0} have none of their own: tick reasons for them, or they stay.</source>
        <translation>{0} 条没有自己的预检原因：请为其勾选原因，否则保持原样。</translation>
    </message>
    <message numerus="yes">
        <source>Own checks, {0} none</source>
        <translation>
            <numerusform>各自预检，{0} 无</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Go to or do anything</source>
        <translation>快速前往与操作</translation>
    </message>
    <message>
        <source>Record, action or view</source>
        <translation>单位、人员、操作或页面</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
</context>
<context>
    <name>PaneHead</name>
    <message>
        <source>Previous</source>
        <translation>上一条</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一条</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Show password</source>
        <translation>显示密码</translation>
    </message>
    <message>
        <source>Hide password</source>
        <translation>隐藏密码</translation>
    </message>
</context>
<context>
    <name>PauseBar</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Leave it paused</source>
        <translation>保持暂停</translation>
    </message>
    <message numerus="yes">
        <source>Remove the {0} records</source>
        <translation>
            <numerusform>移除这 {0} 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PersonsOffer</name>
    <message>
        <source>The units just passed</source>
        <translation>刚通过的单位</translation>
    </message>
    <message numerus="yes">
        <source>{0}: {1} persons to review</source>
        <translation>
            <numerusform>{0}：待审核 {1} 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pass {0} persons too</source>
        <translation>
            <numerusform>一并通过 {0} 人</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoVerdict</name>
    <message>
        <source>Photo judged by {0}, {1}</source>
        <translation>{0} {1} 判定</translation>
    </message>
</context>
<context>
    <name>Presence</name>
    <message>
        <source>{0} is at it</source>
        <translation>{0} 正在办理</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>Nobody is at it yet</source>
        <translation>尚无人办理</translation>
    </message>
</context>
<context>
    <name>ProposalPanel</name>
    <message>
        <source>By</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Take as drafts</source>
        <translation>作为暂存</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>分团 / 单位</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Exact share</source>
        <translation>应得</translation>
    </message>
    <message>
        <source>Rounded</source>
        <translation>取整</translation>
    </message>
    <message>
        <source>Remainder</source>
        <translation>余数</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总数</translation>
    </message>
    <message>
        <source>{0} places shared out, the largest remainders rounded up; {1} stay.</source>
        <translation>共分 {0} 个名额，余数大者进一；留存 {1} 个。</translation>
    </message>
    <message>
        <source>Nothing would change.</source>
        <translation>没有变化。</translation>
    </message>
</context>
<context>
    <name>Proposing</name>
    <message>
        <source>Proposal for all below {0}</source>
        <translation>{0}下级分配建议</translation>
    </message>
    <message>
        <source>Part of the proposal is not possible</source>
        <translation>建议中有不能执行的</translation>
    </message>
</context>
<context>
    <name>QuotaBench</name>
    <message>
        <source>Over quota</source>
        <translation>超额排序</translation>
    </message>
    <message>
        <source>Sort key</source>
        <translation>排序依据</translation>
    </message>
    <message numerus="yes">
        <source>{0} applicants, {1} places</source>
        <translation>
            <numerusform>申请 {0}，名额 {1}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pass {0} by this list…</source>
        <translation>
            <numerusform>按此名单审核 {0} 人…</numerusform>
        </translation>
    </message>
    <message>
        <source>Serve in this order</source>
        <translation>按此顺序排定</translation>
    </message>
    <message>
        <source>Nobody asks for a place.</source>
        <translation>没有人申请名额。</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>The order is the server&apos;s: connect first.</source>
        <translation>排序由服务器执行，请先联网。</translation>
    </message>
    <message>
        <source>Not ranked</source>
        <translation>未能排定</translation>
    </message>
    <message numerus="yes">
        <source>{0} not possible</source>
        <translation>
            <numerusform>{0} 人不能审核</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuotaFoot</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>提交生效</translation>
    </message>
    <message numerus="yes">
        <source>Release {0}…</source>
        <translation>
            <numerusform>提交生效 {0} 条…</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is drafted.</source>
        <translation>没有暂存。</translation>
    </message>
</context>
<context>
    <name>QuotaPage</name>
    <message>
        <source>Sub-mission or unit</source>
        <translation>分团 / 单位</translation>
    </message>
    <message>
        <source>Sum of sub-missions</source>
        <translation>合计（各分团）</translation>
    </message>
    <message>
        <source>Total of</source>
        <translation>总数</translation>
    </message>
    <message>
        <source>Type a whole number from 0 to {0}.</source>
        <translation>请填写 0 到 {0} 的整数。</translation>
    </message>
    <message>
        <source>{0}: {1} is not possible</source>
        <translation>{0}：不能改为 {1}</translation>
    </message>
</context>
<context>
    <name>QuotaPane</name>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Free-badge quota</source>
        <translation>免费证件额度</translation>
    </message>
    <message>
        <source>Sub-mission, unit</source>
        <translation>分团、单位</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>分配建议</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>QuotaSaid</name>
    <message numerus="yes">
        <source>{0} totals changed</source>
        <translation>
            <numerusform>改动 {0} 处</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}; left with {1}: {2}</source>
        <translation>{0}，{1}剩余 {2}</translation>
    </message>
    <message>
        <source>left with {0}: {1}</source>
        <translation>{0}剩余 {1}</translation>
    </message>
    <message>
        <source>{0} places</source>
        <translation>{0} 额度</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>Read a filled-in allocation sheet</source>
        <translation>读入填好的分配表</translation>
    </message>
    <message numerus="yes">
        <source>The sheet has {0} mistakes; nothing was changed</source>
        <translation>
            <numerusform>分配表有 {0} 处错误，未作任何改动</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And {0} more.</source>
        <translation>
            <numerusform>另有 {0} 处。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} totals were not possible</source>
        <translation>
            <numerusform>{0} 处不能执行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuotaTree</name>
    <message numerus="yes">
        <source>{0} more units</source>
        <translation>
            <numerusform>其他 {0} 家单位</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} units without places</source>
        <translation>
            <numerusform>未分配的单位 {0} 家</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ranking</name>
    <message>
        <source>Rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Reuse</source>
        <translation>复用</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The places end here: {0}</source>
        <translation>名额 {0} 到此为止</translation>
    </message>
    <message numerus="yes">
        <source>{0} below wait and are served in this order</source>
        <translation>
            <numerusform>以下 {0} 人超出额度，列入候补，有退回即依次递补</numerusform>
        </translation>
    </message>
    <message>
        <source>Within quota</source>
        <translation>名额内</translation>
    </message>
    <message>
        <source>Waiting, place {0}</source>
        <translation>候补第 {0} 位</translation>
    </message>
</context>
<context>
    <name>ReasonList</name>
    <message>
        <source>Check</source>
        <translation>预检</translation>
    </message>
    <message>
        <source>More reasons</source>
        <translation>更多原因</translation>
    </message>
</context>
<context>
    <name>Release</name>
    <message numerus="yes">
        <source>{0} drafts outside this filter stay.</source>
        <translation>
            <numerusform>另有 {0} 条不在此筛选内，留在暂存。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing can be released; {0} drafts stay.</source>
        <translation>
            <numerusform>没有可以提交的，{0} 条留在暂存。</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} will be released. This will happen:</source>
        <translation>本次提交 {0} 条。提交后将发生：</translation>
    </message>
    <message>
        <source>{0} will be released, {1} cannot go and stay drafts. This will happen:</source>
        <translation>本次提交 {0} 条，{1} 条不能提交，留在暂存。提交后将发生：</translation>
    </message>
    <message>
        <source>owing {0} yuan together</source>
        <translation>应缴 {0} 元</translation>
    </message>
    <message>
        <source>Persons become payable</source>
        <translation>转为待支付</translation>
    </message>
    <message>
        <source>the organiser&apos;s check begins at once</source>
        <translation>转主办方人员审核</translation>
    </message>
    <message>
        <source>Free badges</source>
        <translation>免费证件</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>by SMS and e-mail to the units concerned</source>
        <translation>以短信和邮件发给有关单位</translation>
    </message>
    <message numerus="yes">
        <source>{0} messages cannot be recalled once sent. A verdict can be withdrawn until the next step begins. Once a badge is in production there is no refund and no substitute.</source>
        <translation>
            <numerusform>通知 {0} 条发出后不能收回。决定可撤回，至下一步开始为止。进入制证后不退款、不换人。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot be taken back</source>
        <translation>不能收回的</translation>
    </message>
    <message>
        <source>Advice; the organiser decides</source>
        <translation>只作建议，由主办方决定</translation>
    </message>
    <message numerus="yes">
        <source>Passed with {0} open findings</source>
        <translation>
            <numerusform>有 {0} 项预检提示，仍予通过</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} unpaid persons will no longer be asked to pay</source>
        <translation>
            <numerusform>{0} 名待支付人员不再要求支付</numerusform>
        </translation>
    </message>
    <message>
        <source>the units are told; their persons are asked to pay</source>
        <translation>通知单位，其人员可以支付</translation>
    </message>
    <message>
        <source>a colleague does the second review</source>
        <translation>由另一位同事复审</translation>
    </message>
    <message>
        <source>the units are told the reasons and what to do</source>
        <translation>通知单位，附原因和改法</translation>
    </message>
    <message>
        <source>the units are told the reasons</source>
        <translation>通知单位，附原因</translation>
    </message>
    <message>
        <source>goes on to payment and the organiser&apos;s check</source>
        <translation>转支付和主办方人员审核</translation>
    </message>
    <message>
        <source>advice only; nothing is sent</source>
        <translation>只作建议，由主办方决定；不发通知</translation>
    </message>
    <message numerus="yes">
        <source>{0} units</source>
        <translation>
            <numerusform>{0} 家</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} persons</source>
        <translation>
            <numerusform>{0} 人</numerusform>
        </translation>
    </message>
    <message>
        <source>kept in their history; nobody is told</source>
        <translation>记入审核记录，不发通知</translation>
    </message>
    <message>
        <source>nobody is told</source>
        <translation>不通知单位</translation>
    </message>
    <message>
        <source>they cannot be passed; nobody is told before they are returned</source>
        <translation>本人不能通过；退回前不通知单位</translation>
    </message>
    <message numerus="yes">
        <source>{0} messages</source>
        <translation>
            <numerusform>{0} 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} photos</source>
        <translation>
            <numerusform>{0} 张</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReleasePage</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Approval sheet</source>
        <translation>审批表</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>暂存</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Check before release</source>
        <translation>提交前核对</translation>
    </message>
    <message>
        <source>Esc stops sending; the unsent stay drafts.</source>
        <translation>发送中按 Esc 停止，未发的回到暂存。</translation>
    </message>
    <message>
        <source>Go on reviewing</source>
        <translation>继续审核</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Being checked</source>
        <translation>正在核对</translation>
    </message>
    <message>
        <source>{0} in all</source>
        <translation>{0} 条</translation>
    </message>
    <message>
        <source>Cannot go</source>
        <translation>不能提交</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>请核对</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>可提交</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Released by {0}</source>
        <translation>经办人 {0}</translation>
    </message>
    <message>
        <source>Release {0}</source>
        <translation>提交生效 {0} 条</translation>
    </message>
    <message>
        <source>Nothing can be released.</source>
        <translation>没有可以提交的。</translation>
    </message>
    <message>
        <source>↑ ↓ move · Enter opens · {0} clears the draft</source>
        <translation>↑ ↓ 移动 · Enter 打开 · {0} 取消该条暂存</translation>
    </message>
    <message>
        <source>Cannot go {0}</source>
        <translation>不能提交 {0}</translation>
    </message>
    <message>
        <source>stay drafts, nothing is lost</source>
        <translation>留在暂存，不会丢</translation>
    </message>
    <message>
        <source>To look at {0}</source>
        <translation>请核对 {0}</translation>
    </message>
    <message>
        <source>can go, with a consequence to know</source>
        <translation>可提交，有需要知道的后果</translation>
    </message>
    <message>
        <source>Ready {0}</source>
        <translation>可提交 {0}</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>另 {0} 条</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>请核对</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>{0} selected</source>
        <translation>已选 {0}</translation>
    </message>
    <message>
        <source>Select all {0} in this filter</source>
        <translation>选中本筛选全部 {0}</translation>
    </message>
    <message>
        <source>All {0}</source>
        <translation>全部 {0}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message numerus="yes">
        <source>Pass {0} persons</source>
        <translation>
            <numerusform>通过 {0} 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pass {0} units</source>
        <translation>
            <numerusform>通过 {0} 家</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing found in {0} units</source>
        <translation>
            <numerusform>抽查无异常 {0} 家</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchLine</name>
    <message>
        <source>No connection: searched for the last four digits</source>
        <translation>未连接服务器：已改按后四位查找</translation>
    </message>
    <message>
        <source>Full numbers are only on the server.</source>
        <translation>完整号码仅在服务器上，联网后可精确查找。</translation>
    </message>
    <message>
        <source>Nobody in your sight has this document number</source>
        <translation>您可见的范围内没有使用此证件号码的人员</translation>
    </message>
    <message>
        <source>The question is in the operation log, without it.</source>
        <translation>本次查找已记入操作日志（不含号码）。</translation>
    </message>
</context>
<context>
    <name>Second</name>
    <message>
        <source>Two people review</source>
        <translation>双人审核</translation>
    </message>
    <message>
        <source>asked for above</source>
        <translation>上级已要求</translation>
    </message>
    <message>
        <source>by the edition</source>
        <translation>本届规定</translation>
    </message>
    <message>
        <source>Persons&apos; papers</source>
        <translation>人员资料预审</translation>
    </message>
</context>
<context>
    <name>Spots</name>
    <message>
        <source>Spot checks</source>
        <translation>抽查</translation>
    </message>
</context>
<context>
    <name>StartAnew</name>
    <message>
        <source>Remove the old records and start anew</source>
        <translation>删除旧数据，重新开始</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>暂不处理</translation>
    </message>
</context>
<context>
    <name>StartWindow</name>
    <message>
        <source>Trade mission desk</source>
        <translation>交易团秘书处工作台</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Remember the account on this computer</source>
        <translation>在本机记住账号</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Data is kept encrypted on this computer. Of document numbers only a mask and the last four digits are here; seeing a full number needs the network and is logged.</source>
        <translation>资料加密保存在本机。证件号码只留掩码和后四位，完整号码须联网查看并留痕。</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>正在登录</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Hotline {0}</source>
        <translation>服务热线 {0}</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>连接不上</translation>
    </message>
</context>
<context>
    <name>TagImport</name>
    <message>
        <source>Import local tags</source>
        <translation>导入本机标签</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message numerus="yes">
        <source>{0} lines imported</source>
        <translation>
            <numerusform>已导入 {0} 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Tags: {0}.</source>
        <translation>标签：{0}。</translation>
    </message>
    <message numerus="yes">
        <source>{0}: lines {1}.</source>
        <translation>
            <numerusform>{0}：第 {1} 行。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tagging</name>
    <message>
        <source>Tag, or tag=text</source>
        <translation>标签，或 标签=内容</translation>
    </message>
    <message>
        <source>No tags yet. Type a name; Enter adds it.</source>
        <translation>还没有标签。输入名称，按 Enter 加上。</translation>
    </message>
    <message>
        <source>Import from a table…</source>
        <translation>从表格导入…</translation>
    </message>
    <message numerus="yes">
        <source>Local tags of {0} units</source>
        <translation>
            <numerusform>{0} 个单位的本机标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Local tags of {0} persons</source>
        <translation>
            <numerusform>{0} 人的本机标签</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message>
        <source>Not on this computer</source>
        <translation>照片不在本机</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>What was judged has changed: decide again</source>
        <translation>数据已变更，请重新确认</translation>
    </message>
    <message>
        <source>The registrant changed the record after you had looked at it. Compare, then decide.</source>
        <translation>您审核之后，单位修改了材料。请对照改动，重新决定。</translation>
    </message>
    <message>
        <source>You wanted</source>
        <translation>您的决定</translation>
    </message>
    <message>
        <source>{0}, on this computer</source>
        <translation>{0} · 本机</translation>
    </message>
    <message>
        <source>Registrant</source>
        <translation>登记方</translation>
    </message>
    <message>
        <source>Decided on</source>
        <translation>决定时间</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>no longer in your sight</source>
        <translation>已不在您的范围内</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>决定人</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>采用对方的</translation>
    </message>
    <message numerus="yes">
        <source>Keep mine for all {0}</source>
        <translation>
            <numerusform>全部保留我的 {0} 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take theirs for all {0}</source>
        <translation>
            <numerusform>全部采用对方的 {0} 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide again</source>
        <translation>重新决定</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>放弃</translation>
    </message>
    <message numerus="yes">
        <source>Decide again on all {0}</source>
        <translation>
            <numerusform>全部重新决定 {0} 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Let all {0} go</source>
        <translation>
            <numerusform>全部放弃 {0} 条</numerusform>
        </translation>
    </message>
    <message>
        <source>the record stays as it is; what you wanted stays on this computer, with what you had seen</source>
        <translation>记录保持现状；您的决定和当时看到的内容仍留在本机</translation>
    </message>
    <message>
        <source>not possible as it stands now. {0}</source>
        <translation>照现状不能办理。{0}</translation>
    </message>
</context>
<context>
    <name>TrayPage</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>您的决定</translation>
    </message>
    <message>
        <source>What the server said</source>
        <translation>服务器答复</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
    <message>
        <source>What changed meanwhile</source>
        <translation>期间的改动</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>后果</translation>
    </message>
    <message>
        <source>Not possible now</source>
        <translation>现在不能办理</translation>
    </message>
    <message>
        <source>{0} in all</source>
        <translation>{0} 条</translation>
    </message>
    <message>
        <source>Everything you released has been accepted or is on its way.</source>
        <translation>您提交的都已被接受，或正在发送。</translation>
    </message>
    <message>
        <source>Nothing needs attention</source>
        <translation>没有需要处理的异常</translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message>
        <source>Reject</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>Advise against</source>
        <translation>建议不予通过</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>退回修改</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Photo fit</source>
        <translation>照片合格</translation>
    </message>
    <message>
        <source>Photo unfit</source>
        <translation>照片不合格</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1} 条）</translation>
    </message>
    <message>
        <source>{0} drafted, {1} not possible</source>
        <translation>已暂存 {0} 条，{1} 条不能办理</translation>
    </message>
    <message>
        <source>Not possible</source>
        <translation>不能办理</translation>
    </message>
    <message>
        <source>Not possible: {0}</source>
        <translation>不能{0}</translation>
    </message>
    <message>
        <source>What was sent is withdrawn on the record itself ({0}).</source>
        <translation>已发送的决定，请在该条记录上撤回（{0}）。</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>没有可以撤销的</translation>
    </message>
    <message>
        <source>Undo: release of {0}</source>
        <translation>撤销：提交 {0} 条</translation>
    </message>
    <message>
        <source>Undo: {0} {1}</source>
        <translation>撤销：{0} {1}</translation>
    </message>
    <message>
        <source>{0} {1}: {2} {3}</source>
        <translation>{0} {1} {2}：{3}</translation>
    </message>
    <message>
        <source>Nothing was put aside</source>
        <translation>没有可以搁置的</translation>
    </message>
    <message>
        <source>Only what waits for review and has no decision here can be put aside.</source>
        <translation>只能搁置待审核、并且本机没有决定的记录。</translation>
    </message>
</context>
<context>
    <name>TickPanel</name>
    <message>
        <source>Apply</source>
        <translation>确定</translation>
    </message>
</context>
<context>
    <name>NamePanel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Type a name for the query.</source>
        <translation>请填写查询名称。</translation>
    </message>
    <message>
        <source>This name is taken: choose another.</source>
        <translation>名称已被使用，请换一个。</translation>
    </message>
</context>
<context>
    <name>Saved</name>
    <message>
        <source>Saved queries</source>
        <translation>常用查询</translation>
    </message>
    <message>
        <source>Save query</source>
        <translation>存为常用查询</translation>
    </message>
    <message>
        <source>{0} · changed</source>
        <translation>{0} · 已改动</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>按当前筛选保存</translation>
    </message>
    <message>
        <source>Back to saved</source>
        <translation>恢复为已保存</translation>
    </message>
    <message>
        <source>Save as new</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation>保存当前筛选</translation>
    </message>
    <message>
        <source>Share with the office</source>
        <translation>共享给本团</translation>
    </message>
    <message>
        <source>Share again</source>
        <translation>重新共享</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>取消共享</translation>
    </message>
    <message>
        <source>Shared by {0}</source>
        <translation>由 {0} 共享</translation>
    </message>
    <message>
        <source>{0} · shared by {1}</source>
        <translation>{0} · {1} 共享</translation>
    </message>
</context>
<context>
    <name>Approval</name>
    <message>
        <source>All drafts · {0}</source>
        <translation>全部暂存 · {0} 条</translation>
    </message>
    <message>
        <source>Those of the current list · {0}</source>
        <translation>当前列表中的 · {0} 条</translation>
    </message>
    <message>
        <source>Batch {0} {1} · {2}</source>
        <translation>批次 {0} {1} · {2} 条</translation>
    </message>
    <message>
        <source>PDF for signing (*.pdf)</source>
        <translation>供签字的 PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
</context>
<context>
    <name>Scans</name>
    <message>
        <source>Keep the signed paper as</source>
        <translation>扫描件另存为</translation>
    </message>
</context>
<context>
    <name>BasisForm</name>
    <message>
        <source>The scan is still being read. Wait for it, or remove it.</source>
        <translation>扫描件还在读取。请稍候，或先移除。</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
    <message>
        <source>Basis of approval</source>
        <translation>审批依据</translation>
    </message>
    <message>
        <source>Basis of approval, if somebody signed</source>
        <translation>审批依据（有领导签批时填写）</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>审批人</translation>
    </message>
    <message>
        <source>Approved on</source>
        <translation>审批日期</translation>
    </message>
    <message>
        <source>Number of the approval sheet</source>
        <translation>审批表编号</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Say who approved it, or remove the scan.</source>
        <translation>请填写审批人，或移除扫描件。</translation>
    </message>
    <message>
        <source>Write the day as 2024-09-20; it cannot lie ahead.</source>
        <translation>请按 2024-09-20 的格式填写日期，不能晚于今天。</translation>
    </message>
    <message>
        <source>Scan PDF (*.pdf *.jpg *.jpeg *.png)</source>
        <translation>扫描件 PDF (*.pdf *.jpg *.jpeg *.png)</translation>
    </message>
    <message>
        <source>Attach the signed paper</source>
        <translation>附上签批的审批表</translation>
    </message>
    <message>
        <source>PDF, JPG or PNG, at most 5 MB</source>
        <translation>PDF、JPG 或 PNG，不超过 5 MB</translation>
    </message>
    <message>
        <source>Change the scan</source>
        <translation>更换</translation>
    </message>
    <message>
        <source>Attach the scan</source>
        <translation>附上扫描件</translation>
    </message>
</context>
<context>
    <name>Support</name>
    <message>
        <source>until {0}</source>
        <translation>{0} 前</translation>
    </message>
    <message>
        <source>Not in the last 12 hours</source>
        <translation>12 小时内没有登录</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>最近登录</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意隐私条款</translation>
    </message>
    <message>
        <source>Replaced {0}: a newer account of this unit is valid</source>
        <translation>已于 {0} 被该单位新注册的账号取代</translation>
    </message>
    <message>
        <source>Wrong passwords: may try again at {0}</source>
        <translation>密码多次输错，{0} 后可再试</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>可以登录</translation>
    </message>
</context>
<context>
    <name>SupportPane</name>
    <message>
        <source>A caller asks</source>
        <translation>来电查询</translation>
    </message>
    <message>
        <source>What is still missing</source>
        <translation>还缺什么</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Messages to the unit</source>
        <translation>已发给单位的通知</translation>
    </message>
    <message>
        <source>Only the server knows it: connect to the network first.</source>
        <translation>账号情况只有服务器知道，请先联网。</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>正在向服务器查询</translation>
    </message>
</context>
<context>
    <name>Projector</name>
    <message>
        <source>At the meeting</source>
        <translation>会议投影</translation>
    </message>
    <message>
        <source>{0} other cases · Home overview · Esc ends</source>
        <translation>{0} 翻页 · Home 总览 · Esc 结束</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>To be released: {0}</source>
        <translation>拟提交 {0} 条</translation>
    </message>
    <message>
        <source>On the list: {0}</source>
        <translation>本表 {0} 条</translation>
    </message>
    <message>
        <source>To be explained, shown first</source>
        <translation>需要说明，排在最前</translation>
    </message>
    <message>
        <source>{0} more are not shown; narrow the list.</source>
        <translation>另有 {0} 条未列入，请缩小筛选范围。</translation>
    </message>
    <message>
        <source>To be explained</source>
        <translation>需要说明</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其余</translation>
    </message>
</context>
<context>
    <name>Manual</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>How to {0}</source>
        <translation>如何{0}</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>搜索帮助</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>Bench</name>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>{0} photos</source>
        <translation>{0} 张</translation>
    </message>
    <message>
        <source>{0} to look at</source>
        <translation>有问题 {0}</translation>
    </message>
    <message>
        <source>Whole photos</source>
        <translation>整张照片</translation>
    </message>
    <message>
        <source>Eyes aligned</source>
        <translation>眼线对齐</translation>
    </message>
    <message>
        <source>Second window</source>
        <translation>第二窗口</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>尚未检查</translation>
    </message>
    <message>
        <source>Former badge photo</source>
        <translation>往届卡面照片</translation>
    </message>
    <message>
        <source>Edition {0}</source>
        <translation>第 {0} 届</translation>
    </message>
    <message>
        <source>Badge number {0}</source>
        <translation>证件编号 {0}</translation>
    </message>
    <message>
        <source>Photo when it was returned</source>
        <translation>退回时的照片</translation>
    </message>
    <message>
        <source>The photo was not replaced.</source>
        <translation>照片没有更换。</translation>
    </message>
    <message>
        <source>The photo was replaced.</source>
        <translation>照片已更换。</translation>
    </message>
    <message>
        <source>No photos under {0}</source>
        <translation>“{0}”下没有照片</translation>
    </message>
    <message>
        <source>rule {0}</source>
        <translation>规定 {0}</translation>
    </message>
    <message>
        <source>limit {0}</source>
        <translation>限 {0}</translation>
    </message>
    <message>
        <source>Another photo than now: reuse needs the same one.</source>
        <translation>与本次不同：复用须用同一张照片，不可复用。</translation>
    </message>
    <message>
        <source>There is no photo now to compare it with.</source>
        <translation>本次没有照片，无从对照。</translation>
    </message>
    <message>
        <source>The same photo as now, as reuse needs.</source>
        <translation>与本次相同，符合复用要求。</translation>
    </message>
    <message>
        <source>The same picture as then: not taken within six months.</source>
        <translation>与往届是同一张照片，不是近六个月内拍摄的。</translation>
    </message>
    <message>
        <source>Another file than now, not compared yet.</source>
        <translation>与本次不是同一个文件，尚未比对。</translation>
    </message>
    <message>
        <source>Another photo than now.</source>
        <translation>与本次不同。</translation>
    </message>
    <message>
        <source>Looks like the same picture. Unit: {0}</source>
        <translation>看似同一张照片。单位：{0}</translation>
    </message>
</context>
<context>
    <name>BenchPhoto</name>
    <message>
        <source>No photo was uploaded</source>
        <translation>未上传照片</translation>
    </message>
    <message>
        <source>The photo is not here</source>
        <translation>本机没有这张照片</translation>
    </message>
    <message>
        <source>Offline, and the original is not on this computer: a verdict says so.</source>
        <translation>现在离线，本机没有原图：判定时会照实记录。</translation>
    </message>
    <message>
        <source>The original could not be fetched: a verdict says so.</source>
        <translation>原图未能下载：判定时会照实记录。</translation>
    </message>
    <message>
        <source>The original is being fetched.</source>
        <translation>正在下载原图。</translation>
    </message>
</context>
<context>
    <name>PhotoPair</name>
    <message>
        <source>Photo now</source>
        <translation>本次照片</translation>
    </message>
</context>
<context>
    <name>ComparedPhoto</name>
    <message>
        <source>Offline, and the original is not on this computer: the small picture.</source>
        <translation>现在离线，本机没有原图，显示的是缩略图。</translation>
    </message>
    <message>
        <source>The original could not be fetched: the small picture.</source>
        <translation>原图没有取到，显示的是缩略图。</translation>
    </message>
    <message>
        <source>The original is being fetched.</source>
        <translation>正在下载原图。</translation>
    </message>
</context>
<context>
    <name>BenchSide</name>
    <message>
        <source>Photos cannot be measured on this computer: judge by eye.</source>
        <translation>本机不能实测照片，请目视判断。</translation>
    </message>
    <message>
        <source>This photo could not be measured here: judge by eye.</source>
        <translation>这张照片未能实测，请目视判断。</translation>
    </message>
    <message>
        <source>The model files are missing: only the file itself was measured.</source>
        <translation>缺少模型文件，只检查了文件本身。</translation>
    </message>
</context>
<context>
    <name>BenchPage</name>
    <message>
        <source>held: look closely</source>
        <translation>按住看原大</translation>
    </message>
    <message>
        <source>marks on or off</source>
        <translation>显示或隐藏标线</translation>
    </message>
</context>
<context>
    <name>BenchWindow</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>BenchFoot</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{0} selected</source>
        <translation>已选 {0}</translation>
    </message>
    <message>
        <source>Select all {0} in this filter</source>
        <translation>选中本筛选全部 {0}</translation>
    </message>
    <message>
        <source>All {0}</source>
        <translation>全部 {0}</translation>
    </message>
    <message numerus="yes">
        <source>{0} on this page without a finding</source>
        <translation>
            <numerusform>本页无异常 {0} 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm {0} on this page</source>
        <translation>
            <numerusform>确认本页合格 {0} 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm {0}</source>
        <translation>
            <numerusform>确认本页 {0} 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Find {0} photos fit</source>
        <translation>
            <numerusform>照片合格 {0} 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Return {0} with unfit photos</source>
        <translation>
            <numerusform>退回照片不合格 {0} 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Return {0}</source>
        <translation>退回 {0} 人</translation>
    </message>
</context>
</TS>
