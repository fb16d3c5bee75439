<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
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
        <source>Checks</source>
        <translation>预检</translation>
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
        <source>Free badge, within the unit&apos;s quota.</source>
        <translation>免费证件，占用本单位额度。</translation>
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
    <message>
        <source>Units</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
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
</context>
<context>
    <name>Facts</name>
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
        <source>Imports, 3 years</source>
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
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Remove filter</source>
        <translation>去掉筛选</translation>
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
    <name>ListPane</name>
    <message>
        <source>Units</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
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
        <source>Advice only; the organiser decides</source>
        <translation>只作建议，由主办方决定</translation>
    </message>
    <message numerus="yes">
        <source>Passed although {0} findings are open</source>
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
</context>
<context>
    <name>ReleasePage</name>
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
        <source>↑ ↓ move · {0} clears the draft</source>
        <translation>↑ ↓ 移动 · {0} 取消该条暂存</translation>
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
</context>
</TS>
