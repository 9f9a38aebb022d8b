<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="zh_CN">
<context>
    <name>AdoptDialog</name>
    <message>
        <source>采用名单</source>
        <translation>Adopt a roles document</translation>
    </message>
    <message>
        <source>{organisation}，第 {n} 版，有效期至 {end}。</source>
        <translation>{organisation}, version {n}, holds until {end}.</translation>
    </message>
    <message>
        <source>摘要的前 {n} 位</source>
        <translation>First {n} characters of the digest</translation>
    </message>
    <message>
        <source>请管理员当面或打电话念出</source>
        <translation>read out by an administrator, face to face or by telephone</translation>
    </message>
    <message>
        <source>采用之后，只有名单上的人在有效期内可以办理、审查、封装。</source>
        <translation>From then on only those whom it names act, review and seal, while their time lasts.</translation>
    </message>
    <message>
        <source>正在核对</source>
        <translation>Checking</translation>
    </message>
</context>
<context>
    <name>AgencyDialog</name>
    <message>
        <source>分级和本单位规则</source>
        <translation>Grades and the agency&apos;s own rules</translation>
    </message>
    <message>
        <source>从下一次检测起生效；更改记入日志。规则包须通过自带的例子才会启用。</source>
        <translation>Changes count from the next scan on and go into the log. A pack must pass its own examples before it is used.</translation>
    </message>
    <message>
        <source>分级规则</source>
        <translation>Grading rules</translation>
    </message>
    <message>
        <source>正在使用：{names}</source>
        <translation>In use: {names}</translation>
    </message>
    <message>
        <source>没有本单位规则</source>
        <translation>No rules of your own</translation>
    </message>
    <message>
        <source>选择文件夹…</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>本单位规则包</source>
        <translation>Folder of your own rules</translation>
    </message>
    <message>
        <source>停用本单位规则</source>
        <translation>Do without rules of your own</translation>
    </message>
    <message>
        <source>正在检查规则</source>
        <translation>Checking the rules</translation>
    </message>
    <message>
        <source>审查路线</source>
        <translation>Route</translation>
    </message>
</context>
<context>
    <name>AnonymityDialog</name>
    <message>
        <source>k-匿名处理</source>
        <translation>k-anonymity</translation>
    </message>
    <message>
        <source>试算</source>
        <translation>Try</translation>
    </message>
    <message>
        <source>试算结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>点“试算”查看每列要泛化到哪一级、要去掉多少行</source>
        <translation>Press “Try” to see how far each column has to go and how many rows it costs</translation>
    </message>
    <message>
        <source>（不保护）</source>
        <translation>(none)</translation>
    </message>
    <message>
        <source>试算 k-匿名 {name}</source>
        <translation>Trying k-anonymity: {name}</translation>
    </message>
    <message>
        <source>时限内未能证明这是最优方案。</source>
        <translation>There was no time to prove that this is the best.</translation>
    </message>
    <message>
        <source>共享方式</source>
        <translation>Sharing</translation>
    </message>
    <message>
        <source>每组至少几行（k）</source>
        <translation>Rows in a group, at least (k)</translation>
    </message>
    <message>
        <source>最多去掉的行</source>
        <translation>Rows left out, at most</translation>
    </message>
    <message>
        <source>敏感列</source>
        <translation>Sensitive column</translation>
    </message>
    <message>
        <source>每组至少几种敏感值（l）</source>
        <translation>Sensitive values in a group, at least (l)</translation>
    </message>
    <message>
        <source>采用</source>
        <translation>Adopt</translation>
    </message>
    <message>
        <source>不做 k-匿名</source>
        <translation>Do without</translation>
    </message>
    <message>
        <source>让每个人都至少和另外几行一样：勾选能指认人的列，它们会一起泛化到刚好够的程度。</source>
        <translation>So that every person is like several other rows: tick the columns that lead to a person; together they are generalised just far enough.</translation>
    </message>
    <message>
        <source>前几行对照</source>
        <translation>First rows</translation>
    </message>
    <message>
        <source>前几行泛化前后的对照</source>
        <translation>The first rows before and after</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>（去掉）</source>
        <translation>(left out)</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>再加一种模型</source>
        <translation>One more model</translation>
    </message>
    <message>
        <source>做法</source>
        <translation>Method</translation>
    </message>
</context>
<context>
    <name>AnswersView</name>
    <message>
        <source>承办人</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>待签署</source>
        <translation>awaited</translation>
    </message>
    <message>
        <source>未到</source>
        <translation>not reached</translation>
    </message>
    <message>
        <source>拿不准时</source>
        <translation>when unsure</translation>
    </message>
    <message>
        <source>送审</source>
        <translation>Submitted</translation>
    </message>
    <message>
        <source>审查</source>
        <translation>Reviewed</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>AuthorityDialog</name>
    <message>
        <source>采用证书机构</source>
        <translation>Adopt an authority</translation>
    </message>
    <message>
        <source>采用之后，这个单位的人没有它签发的证书就不能办理。请先确认各人的证书都已备好。</source>
        <translation>From then on nobody of the agency acts without its certificate. Make sure that everybody&apos;s is at hand.</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>机构的证书</source>
        <translation>Its certificate</translation>
    </message>
    <message>
        <source>选择…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>SHA-256 的前 {n} 位</source>
        <translation>First {n} characters of its SHA-256</translation>
    </message>
    <message>
        <source>请证书机构当面或打电话念出</source>
        <translation>read out by the authority</translation>
    </message>
    <message>
        <source>正在核对</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>证书</source>
        <translation>Certificate</translation>
    </message>
</context>
<context>
    <name>AuthorityPanel</name>
    <message>
        <source>机构和证书</source>
        <translation>Authorities and certificates</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>有效期至</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>没有采用证书机构</source>
        <translation>No certificate authority is in use</translation>
    </message>
    <message>
        <source>采用证书机构…</source>
        <translation>Adopt an authority…</translation>
    </message>
    <message>
        <source>导入证书…</source>
        <translation>Import a certificate…</translation>
    </message>
    <message>
        <source>导入吊销列表…</source>
        <translation>Import a revocation list…</translation>
    </message>
    <message>
        <source>本单位有证书机构（CA）的，由它担保谁可以签字；与单位名单并用时，两者都须认可。</source>
        <translation>If the agency has a certificate authority, it vouches for who may sign; beside a roles document, both must agree.</translation>
    </message>
    <message>
        <source>导入证书</source>
        <translation>Import a certificate</translation>
    </message>
    <message>
        <source>已导入“{name}”的证书</source>
        <translation>The certificate of {name} is imported</translation>
    </message>
    <message>
        <source>导入吊销列表</source>
        <translation>Import a revocation list</translation>
    </message>
    <message>
        <source>已导入“{name}”的吊销列表</source>
        <translation>The revocation list of {name} is imported</translation>
    </message>
    <message>
        <source>吊销列表</source>
        <translation>Revocation list</translation>
    </message>
    <message>
        <source>机构证书</source>
        <translation>Authority</translation>
    </message>
    <message>
        <source>人员证书</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>已到期</source>
        <translation>over</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>valid</translation>
    </message>
    <message>
        <source>证书和吊销列表</source>
        <translation>Certificates and revocation lists</translation>
    </message>
</context>
<context>
    <name>CardDialog</name>
    <message>
        <source>导入名片</source>
        <translation>Import a card</translation>
    </message>
    <message>
        <source>{name}（工号 {person}），{role}，{organisation}</source>
        <translation>{name} (staff number {person}), {role}, {organisation}</translation>
    </message>
    <message>
        <source>请当面或打电话请本人念出校验码。对上之后，这个人的签名才算数。</source>
        <translation>Ask the person, face to face or by telephone, to read out the code. Only once it agrees do this person&apos;s signatures count.</translation>
    </message>
    <message>
        <source>校验码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>正在核对</source>
        <translation>Checking</translation>
    </message>
</context>
<context>
    <name>CatalogPage</name>
    <message>
        <source>另有 {n} 处问题</source>
        <translation>{n} more problems</translation>
    </message>
    <message>
        <source>信息项</source>
        <translation>Information items</translation>
    </message>
    <message>
        <source>目录信息</source>
        <translation>Catalog entry</translation>
    </message>
    <message>
        <source>确认全部推断值</source>
        <translation>Confirm all inferred values</translation>
    </message>
    <message>
        <source>保存目录信息</source>
        <translation>Save the entry</translation>
    </message>
    <message>
        <source>正在读取</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>须改正：{fields}</source>
        <translation>To mend: {fields}</translation>
    </message>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>已填 {share}；{n} 处待改；{m} 项推断值待核对</source>
        <translation>{share} filled; to mend: {n}; inferred values to check: {m}</translation>
    </message>
    <message>
        <source>保存 {name}</source>
        <translation>Saving {name}</translation>
    </message>
    <message>
        <source>显示更多列</source>
        <translation>Show more columns</translation>
    </message>
    <message>
        <source>部分平台才要求的属性；填了的总会显示</source>
        <translation>Attributes that only some platforms ask for; what is filled in is always shown</translation>
    </message>
    <message>
        <source>按另一平台检查</source>
        <translation>Judge by another platform</translation>
    </message>
    <message>
        <source>已导出：{name}</source>
        <translation>Exported: {name}</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>建议“{value}”：{reason}（把握 {share:.0%}）</source>
        <translation>proposed “{value}”: {reason} ({share:.0%} sure)</translation>
    </message>
</context>
<context>
    <name>ClassTreeView</name>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>分类码</source>
        <translation>Class code</translation>
    </message>
    <message>
        <source>已编代码</source>
        <translation>Codes given</translation>
    </message>
    <message>
        <source>分类体系</source>
        <translation>Classification</translation>
    </message>
    <message>
        <source>{name}（停用）</source>
        <translation>{name} (retired)</translation>
    </message>
</context>
<context>
    <name>ClassesDialog</name>
    <message>
        <source>分类体系</source>
        <translation>Classification</translation>
    </message>
    <message>
        <source>须改正的单元格</source>
        <translation>Cells to mend</translation>
    </message>
    <message>
        <source>单元格</source>
        <translation>Cell</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>问题</source>
        <translation>Problem</translation>
    </message>
    <message numerus="yes">
        <source>表格有 {n} 处须改正，一行也没有采用。</source>
        <translation>
            <numerusform>The table has {n} cell to mend; no row of it was taken.</numerusform>
            <numerusform>The table has {n} cells to mend; no row of it was taken.</numerusform>
        </translation>
    </message>
    <message>
        <source>新增分类</source>
        <translation>New class</translation>
    </message>
    <message>
        <source>改名</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>移到另一分类</source>
        <translation>Move to another class</translation>
    </message>
    <message>
        <source>移到哪一个之下</source>
        <translation>Below which</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>导入分类表</source>
        <translation>Import a table of classes</translation>
    </message>
    <message>
        <source>分类表</source>
        <translation>Table of classes</translation>
    </message>
    <message>
        <source>信息资源分类</source>
        <translation>Classes of resources</translation>
    </message>
    <message>
        <source>已导出：{name}</source>
        <translation>Exported: {name}</translation>
    </message>
    <message>
        <source>保存分类体系</source>
        <translation>Save the classification</translation>
    </message>
    <message>
        <source>已保存。此后的目录按这个分类体系检查。</source>
        <translation>Saved. From now on entries are held to these classes.</translation>
    </message>
    <message>
        <source>分类体系由管理员策略规定，这里不能更改。</source>
        <translation>The administrators&apos; policy lays the classes down; they cannot be changed here.</translation>
    </message>
    <message>
        <source>目录的分类和代码须符合这个体系。</source>
        <translation>The class and the code of every entry keep to these.</translation>
    </message>
    <message>
        <source>这是编制指南的类和项，仅供选用；改好并保存后，目录须符合它。</source>
        <translation>These are the Guide&apos;s classes, to choose from; once edited and saved, entries are held to them.</translation>
    </message>
    <message>
        <source>新增下级…</source>
        <translation>Add below…</translation>
    </message>
    <message>
        <source>新增类…</source>
        <translation>Add at the top…</translation>
    </message>
    <message>
        <source>改名…</source>
        <translation>Rename…</translation>
    </message>
    <message>
        <source>移到…</source>
        <translation>Move to…</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Retire</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>导入分类表…</source>
        <translation>Import a table…</translation>
    </message>
    <message>
        <source>导出分类表…</source>
        <translation>Export the table…</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>ColumnChoice</name>
    <message>
        <source>各列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>取值</source>
        <translation>Values</translation>
    </message>
    <message>
        <source>隐藏列，不导入</source>
        <translation>Hidden, not imported</translation>
    </message>
    <message>
        <source>按原值</source>
        <translation>As stored</translation>
    </message>
    <message>
        <source>列名</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>原表列名</source>
        <translation>Name in the sheet</translation>
    </message>
    <message>
        <source>示例</source>
        <translation>Examples</translation>
    </message>
</context>
<context>
    <name>ColumnDialog</name>
    <message>
        <source>列统计</source>
        <translation>Column statistics</translation>
    </message>
    <message>
        <source>最常见的值</source>
        <translation>Most frequent values</translation>
    </message>
    <message>
        <source>值</source>
        <translation>Values</translation>
    </message>
    <message>
        <source>单元格</source>
        <translation>Cells</translation>
    </message>
    <message>
        <source>占比</source>
        <translation>Share</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>空值</source>
        <translation>Blank</translation>
    </message>
    <message>
        <source>不同值</source>
        <translation>Distinct</translation>
    </message>
    <message>
        <source>按数值</source>
        <translation>by number</translation>
    </message>
    <message>
        <source>按文字</source>
        <translation>by text</translation>
    </message>
    <message>
        <source>最小（{how}）</source>
        <translation>Least ({how})</translation>
    </message>
    <message>
        <source>最大（{how}）</source>
        <translation>Greatest ({how})</translation>
    </message>
</context>
<context>
    <name>CommentsDialog</name>
    <message>
        <source>逐格批注</source>
        <translation>Comments at cells</translation>
    </message>
    <message>
        <source>数据</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>批注人</source>
        <translation>By</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>comment</translation>
    </message>
    <message>
        <source>还没有批注</source>
        <translation>No comments yet</translation>
    </message>
    <message>
        <source>选中一格，写明哪里不妥；请勿抄录单元格内容</source>
        <translation>Choose a cell and say what is wrong; do not copy its content</translation>
    </message>
    <message>
        <source>加批注</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>批注整列</source>
        <translation>Comment on the column</translation>
    </message>
    <message>
        <source>未签署</source>
        <translation>Not signed yet</translation>
    </message>
    <message>
        <source>{table} {column} 整列</source>
        <translation>{table} {column}, whole column</translation>
    </message>
    <message>
        <source>{table} {column} 第 {row} 行</source>
        <translation>{table} {column}, row {row}</translation>
    </message>
</context>
<context>
    <name>ConvergenceDialog</name>
    <message>
        <source>汇聚比对</source>
        <translation>Convergence</translation>
    </message>
    <message>
        <source>比对结果随审查意见一并签署。添加的文件只读取、不留存。</source>
        <translation>The verdict signs for what is found here. Files that are added are read and not kept.</translation>
    </message>
    <message>
        <source>保密审查人登录后，重新比对的结果才会存档；现在只供查看。</source>
        <translation>A new comparison is filed only once a reviewer has logged in; for now it is only shown.</translation>
    </message>
</context>
<context>
    <name>ConvergencePanel</name>
    <message>
        <source>比对对象</source>
        <translation>Compared with</translation>
    </message>
    <message>
        <source>数据集</source>
        <translation>Dataset</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>行数</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>唯一对应的行</source>
        <translation>Rows made unique</translation>
    </message>
    <message>
        <source>共同的列</source>
        <translation>Shared columns</translation>
    </message>
    <message>
        <source>还没有以前发布的数据集。可把外部文件拖到这里，或点“添加外部文件”。</source>
        <translation>Nothing has been published from here yet. Drop outside files here, or add them with the button.</translation>
    </message>
    <message>
        <source>开始比对</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>添加外部文件…</source>
        <translation>Add outside files…</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>什么是关联？</source>
        <translation>What is a join?</translation>
    </message>
    <message>
        <source>没有可比对的内容</source>
        <translation>There is nothing to compare with</translation>
    </message>
    <message>
        <source>选择外部文件</source>
        <translation>Choose outside files</translation>
    </message>
    <message>
        <source>汇聚比对 {name}</source>
        <translation>Comparing {name}</translation>
    </message>
    <message>
        <source>未比对</source>
        <translation>not compared</translation>
    </message>
    <message>
        <source>外部文件</source>
        <translation>outside file</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>withdrawn</translation>
    </message>
</context>
<context>
    <name>CorrectionButton</name>
    <message>
        <source>送审前写明它更正哪个已公开的发布</source>
        <translation>Say before submitting which public release it corrects</translation>
    </message>
    <message>
        <source>这是勘误…</source>
        <translation>This is a correction…</translation>
    </message>
    <message>
        <source>勘误：更正 {release}…</source>
        <translation>Correction of {release}…</translation>
    </message>
</context>
<context>
    <name>CorrectionDialog</name>
    <message>
        <source>勘误</source>
        <translation>Correction</translation>
    </message>
    <message>
        <source>本次发布送达后，代替下面所选的已公开数据；签发回执的平台还公布更正的理由。</source>
        <translation>Once this is delivered, it takes the place of the public data chosen below; a platform that signs receipts also shows the reason.</translation>
    </message>
    <message>
        <source>更正哪个发布</source>
        <translation>Which release it corrects</translation>
    </message>
    <message>
        <source>更正的理由</source>
        <translation>Reason of the correction</translation>
    </message>
    <message>
        <source>还没有已公开的发布可以更正。</source>
        <translation>There is no public release to correct yet.</translation>
    </message>
    <message>
        <source>正在登记</source>
        <translation>Filing</translation>
    </message>
</context>
<context>
    <name>CustodyDialog</name>
    <message>
        <source>密钥与留存</source>
        <translation>Keys and retention</translation>
    </message>
    <message>
        <source>打开方式</source>
        <translation>Ways to open</translation>
    </message>
    <message>
        <source>原始数据的留存</source>
        <translation>Retention of originals</translation>
    </message>
</context>
<context>
    <name>DeliverPage</name>
    <message>
        <source>选择平台配置…</source>
        <translation>Choose a platform profile…</translation>
    </message>
    <message>
        <source>启动演练平台</source>
        <translation>Start the practice platform</translation>
    </message>
    <message>
        <source>在本机启动一个微型平台，只供演练：数据不会离开这台电脑，也不会真正公开。</source>
        <translation>Starts a platform in miniature on this computer, for practice only: no data leaves it, and nothing is really published.</translation>
    </message>
    <message>
        <source>封装</source>
        <translation>Seal</translation>
    </message>
    <message>
        <source>上传</source>
        <translation>Upload</translation>
    </message>
    <message>
        <source>请先选择平台</source>
        <translation>Choose a platform first</translation>
    </message>
    <message>
        <source>已封装并签字</source>
        <translation>Sealed and signed</translation>
    </message>
    <message>
        <source>已上传，回执见下</source>
        <translation>Uploaded; the receipt is below</translation>
    </message>
    <message>
        <source>演练平台已启动</source>
        <translation>The practice platform is running</translation>
    </message>
    <message>
        <source>选择平台配置</source>
        <translation>Choose a platform profile</translation>
    </message>
    <message>
        <source>平台配置 (*.json)</source>
        <translation>Platform profiles (*.json)</translation>
    </message>
    <message>
        <source>平台</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>尚未选择</source>
        <translation>none chosen yet</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>回执签署</source>
        <translation>Receipts signed by</translation>
    </message>
    <message>
        <source>演练：数据不会离开这台电脑，也不会真正公开。</source>
        <translation>Practice: no data leaves this computer, and nothing is really published.</translation>
    </message>
    <message>
        <source>注意</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>封装 {name}</source>
        <translation>Sealing {name}</translation>
    </message>
    <message>
        <source>上传 {name}</source>
        <translation>Uploading {name}</translation>
    </message>
    <message>
        <source>已送达（从第 {n} 字节续传）。</source>
        <translation>Delivered (resumed at byte {n}).</translation>
    </message>
    <message>
        <source>一、平台</source>
        <translation>1. Platform</translation>
    </message>
    <message>
        <source>二、封装：加密并签字，只有平台和本单位能打开</source>
        <translation>2. Seal: encrypted and signed, only the platform and your agency can open it</translation>
    </message>
    <message>
        <source>三、上传：断点续传；中断后再点一次即可继续</source>
        <translation>3. Upload: resumable; after an interruption press again to go on</translation>
    </message>
    <message>
        <source>演练：请先启动演练平台，它不会在下次登录时自己启动。</source>
        <translation>Practice: start the platform first; it does not start by itself after you log in again.</translation>
    </message>
    <message>
        <source>放入队列</source>
        <translation>Put into the queue</translation>
    </message>
    <message>
        <source>按允许的时段和速度自动发送，断电、重启后继续。</source>
        <translation>Sent by itself within the allowed hours and speed; goes on after a power cut or restart.</translation>
    </message>
    <message>
        <source>平台不签回执</source>
        <translation>the platform signs no receipts</translation>
    </message>
    <message>
        <source>证书</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>请先封装</source>
        <translation>Seal it first</translation>
    </message>
    <message>
        <source>请先启动演练平台</source>
        <translation>Start the practice platform first</translation>
    </message>
</context>
<context>
    <name>DesensitizePage</name>
    <message>
        <source>执行结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>处理</source>
        <translation>Treatment</translation>
    </message>
    <message>
        <source>可还原性</source>
        <translation>Reversibility</translation>
    </message>
    <message>
        <source>因无法解析而清空</source>
        <translation>Blanked, could not be parsed</translation>
    </message>
    <message>
        <source>脱敏方案</source>
        <translation>Recipe</translation>
    </message>
    <message>
        <source>逐列选择方法；右侧为所选列的参数和前 20 行对照。</source>
        <translation>Choose an operator for each column; parameters and the first 20 rows of the chosen column are at the right.</translation>
    </message>
    <message>
        <source>k-匿名…</source>
        <translation>k-anonymity…</translation>
    </message>
    <message>
        <source>打开方案…</source>
        <translation>Open recipe…</translation>
    </message>
    <message>
        <source>另存方案…</source>
        <translation>Save recipe…</translation>
    </message>
    <message>
        <source>恢复建议方案</source>
        <translation>Back to the suggestion</translation>
    </message>
    <message>
        <source>执行脱敏并复检</source>
        <translation>Desensitize and rescan</translation>
    </message>
    <message>
        <source>已按此方案脱敏。复检结论：{gate}</source>
        <translation>Desensitized by this recipe. Rescan: {gate}</translation>
    </message>
    <message>
        <source>正在读取数据表</source>
        <translation>Reading the table</translation>
    </message>
    <message>
        <source>沿用“{origin}”的方案。</source>
        <translation>The recipe of {origin} again.</translation>
    </message>
    <message>
        <source>k-匿名：{columns} 一起泛化，每组至少 {k} 行。</source>
        <translation>k-anonymity: {columns} generalised together, at least {k} rows in a group.</translation>
    </message>
    <message>
        <source>公开</source>
        <translation>Gongkai</translation>
    </message>
    <message>
        <source>这些列与上期不同：{columns}。</source>
        <translation>These columns differ from last time: {columns}.</translation>
    </message>
    <message>
        <source>按表中所列的方法处理它们吗？没有方法的列将原样公开。</source>
        <translation>Treat them as the table says? Columns without a method are published as they are.</translation>
    </message>
    <message>
        <source>脱敏 {name}</source>
        <translation>Desensitizing {name}</translation>
    </message>
    <message>
        <source>方案已改动；再次执行脱敏后才生效。</source>
        <translation>The recipe was changed; it counts once you desensitize again.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>正在准备演练</source>
        <translation>Preparing the drill</translation>
    </message>
    <message>
        <source>选择工作区文件夹</source>
        <translation>Choose the workspace&apos;s folder</translation>
    </message>
</context>
<context>
    <name>DiscardBox</name>
    <message>
        <source>公开</source>
        <translation>Gongkai</translation>
    </message>
    <message>
        <source>有改动还没有保存。放弃这些改动吗？</source>
        <translation>Some changes are not saved. Throw them away?</translation>
    </message>
</context>
<context>
    <name>DismissDialog</name>
    <message>
        <source>排除发现</source>
        <translation>Dismiss a finding</translation>
    </message>
    <message>
        <source>{finding}：写明为何可以原样公开。整列将原样公开；理由写入方案，由审查人一并签署。</source>
        <translation>{finding}: say why it may be published as it is. The whole column will be; the reason goes into the recipe, and the reviewer signs for it.</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>正在登记</source>
        <translation>Filing</translation>
    </message>
</context>
<context>
    <name>DraftBar</name>
    <message>
        <source>放弃修改</source>
        <translation>Discard changes</translation>
    </message>
    <message>
        <source>草稿，已自动保存</source>
        <translation>Draft, saved by itself</translation>
    </message>
</context>
<context>
    <name>DriftPanel</name>
    <message>
        <source>与上期的不同</source>
        <translation>Differences from the last period</translation>
    </message>
    <message>
        <source>须确认</source>
        <translation>To confirm</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>不同</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>例如</source>
        <translation>For example</translation>
    </message>
    <message>
        <source>没有不同</source>
        <translation>No difference</translation>
    </message>
    <message>
        <source>区分各行的列</source>
        <translation>Column that tells rows apart</translation>
    </message>
    <message>
        <source>正在与上期比较…</source>
        <translation>Comparing with the last period…</translation>
    </message>
    <message>
        <source>没有可比的上一期：这是第一次导入这样的表。</source>
        <translation>There is no earlier period: this is the first table of its kind.</translation>
    </message>
    <message>
        <source>与“{name}”相比有须确认的不同。</source>
        <translation>Compared with {name} there are differences to confirm.</translation>
    </message>
    <message>
        <source>与“{name}”相比没有须确认的不同。</source>
        <translation>Compared with {name} there is nothing to confirm.</translation>
    </message>
    <message>
        <source>不比较各行</source>
        <translation>Compare no rows</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>新增 {added} 行，减少 {removed} 行，改动 {changed} 行，不变 {same} 行</source>
        <translation>{added} rows added, {removed} removed, {changed} changed, {same} the same</translation>
    </message>
</context>
<context>
    <name>EffectDialog</name>
    <message>
        <source>去标识化效果</source>
        <translation>De-identification effect</translation>
    </message>
</context>
<context>
    <name>EffectPanel</name>
    <message>
        <source>评估效果</source>
        <translation>Evaluate</translation>
    </message>
    <message>
        <source>效果指标</source>
        <translation>Effect figures</translation>
    </message>
    <message>
        <source>指标</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>数值</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>含义</source>
        <translation>Meaning</translation>
    </message>
    <message>
        <source>勾选准标识符后点“评估效果”</source>
        <translation>Tick the quasi-identifiers, then “Evaluate”</translation>
    </message>
    <message>
        <source>各列还剩多少</source>
        <translation>What is left of each column</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>未变</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>归并</source>
        <translation>Grouped</translation>
    </message>
    <message>
        <source>替换</source>
        <translation>Replaced</translation>
    </message>
    <message>
        <source>隐去</source>
        <translation>Hidden</translation>
    </message>
    <message>
        <source>信息损失</source>
        <translation>Information loss</translation>
    </message>
    <message>
        <source>计数误差</source>
        <translation>Count error</translation>
    </message>
    <message>
        <source>脱敏之后才能与原表比较</source>
        <translation>Compared with the original once it is desensitized</translation>
    </message>
    <message>
        <source>一列都不勾选，表示说明表中没有准标识符（如汇总表）。</source>
        <translation>No tick says that there are no quasi-identifiers (an aggregate, say).</translation>
    </message>
    <message>
        <source>正在处理，请稍候。</source>
        <translation>Work is under way; please wait.</translation>
    </message>
    <message>
        <source>评估 {name} 的去标识化效果</source>
        <translation>Evaluate the de-identification of {name}</translation>
    </message>
    <message>
        <source>未评估</source>
        <translation>Not judged</translation>
    </message>
    <message>
        <source>低</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>中</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>高</source>
        <translation>High</translation>
    </message>
    <message>
        <source>共享方式</source>
        <translation>Sharing</translation>
    </message>
    <message>
        <source>接收方的管控</source>
        <translation>The recipient&apos;s controls</translation>
    </message>
    <message>
        <source>重识别的动机与能力</source>
        <translation>Motives and means to re-identify</translation>
    </message>
    <message>
        <source>接收方的安全措施</source>
        <translation>The recipient&apos;s security</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>把要公开的表格拖到这里</source>
        <translation>Drop the spreadsheet to publish here</translation>
    </message>
    <message>
        <source>导入文件…</source>
        <translation>Import a file…</translation>
    </message>
    <message>
        <source>试一试：用示例演练一遍</source>
        <translation>Try it: a drill with the example</translation>
    </message>
    <message>
        <source>另开一个演练窗口，数据是虚构的，不会离开这台电脑。</source>
        <translation>Opens a window of its own for practice; the data is invented and does not leave this computer.</translation>
    </message>
    <message>
        <source>打开同事的工作区…</source>
        <translation>Open a colleague&apos;s workspace…</translation>
    </message>
    <message>
        <source>怎样开始</source>
        <translation>How to begin</translation>
    </message>
    <message>
        <source>收取送审单…</source>
        <translation>Receive a request…</translation>
    </message>
    <message>
        <source>导出我的名片…</source>
        <translation>Export my card…</translation>
    </message>
    <message>
        <source>把收到的送审单拖到这里</source>
        <translation>Drop a request for review here</translation>
    </message>
    <message>
        <source>先与承办人互换名片：导出您的名片交给对方，再收取对方的名片和送审单。</source>
        <translation>First exchange cards with the clerk: export yours and receive theirs. Then receive the request.</translation>
    </message>
    <message>
        <source>支持 Excel、WPS、csv、ods、dbf、json、xml、parquet 等格式。也可以在 Excel、WPS 里复制，到这里按 Ctrl+V。文件只在本机处理，原文件不会改动。</source>
        <translation>Excel, WPS, csv, ods, dbf, json, xml, parquet and others; or copy in Excel or WPS and press Ctrl+V here. Files stay on this computer, and the original is never changed.</translation>
    </message>
</context>
<context>
    <name>EntriesDialog</name>
    <message>
        <source>下一处（F8）</source>
        <translation>Next (F8)</translation>
    </message>
    <message>
        <source>保存全部</source>
        <translation>Save all</translation>
    </message>
    <message numerus="yes">
        <source>{rows} 条目录中有 {n} 处须改正（⚠），改正后才能保存。</source>
        <translation>
            <numerusform>{n} place (⚠) has to be mended before anything is saved; entries concerned: {rows}.</numerusform>
            <numerusform>{n} places (⚠) have to be mended before anything is saved; entries concerned: {rows}.</numerusform>
        </translation>
    </message>
    <message>
        <source>没有须改正的地方。</source>
        <translation>Nothing has to be mended.</translation>
    </message>
    <message>
        <source>保存已登记目录</source>
        <translation>Save the registered entries</translation>
    </message>
    <message numerus="yes">
        <source>已保存，{n} 条目录有改动。</source>
        <translation>
            <numerusform>Saved; {n} entry has changed.</numerusform>
            <numerusform>Saved; {n} entries have changed.</numerusform>
        </translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>向下填充</source>
        <translation>Fill down</translation>
    </message>
    <message>
        <source>逐格填写已登记目录</source>
        <translation>Registered entries in a grid</translation>
    </message>
    <message>
        <source>新增一行</source>
        <translation>Add a row</translation>
    </message>
    <message>
        <source>双击或按 F2 修改；Ctrl+C、Ctrl+V 与表格软件互相复制，粘贴的行多了就新增；Delete 清空。</source>
        <translation>Double click or F2 to edit; Ctrl+C and Ctrl+V to and from a spreadsheet, rows beyond the last are added; Delete clears.</translation>
    </message>
</context>
<context>
    <name>EntryExport</name>
    <message>
        <source>导出目录</source>
        <translation>Export entry</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>目录信息</source>
        <translation>Catalog entry</translation>
    </message>
    <message>
        <source>显示更多栏目</source>
        <translation>Show more fields</translation>
    </message>
    <message>
        <source>部分平台才要求的栏目；填了的总会显示</source>
        <translation>Fields that only some platforms ask for; what is filled in is always shown</translation>
    </message>
    <message>
        <source>推断 · 确认</source>
        <translation>inferred · confirm</translation>
    </message>
    <message>
        <source>这个值由程序推断，请核对后点此确认</source>
        <translation>The program inferred this value; check it, then click to confirm</translation>
    </message>
    <message>
        <source>确认推断的值：{field}</source>
        <translation>Confirm the inferred value: {field}</translation>
    </message>
    <message>
        <source>改正</source>
        <translation>Mend</translation>
    </message>
    <message>
        <source>改正：{field}</source>
        <translation>Mend: {field}</translation>
    </message>
    <message>
        <source>从列表中选取</source>
        <translation>Choose from the list</translation>
    </message>
</context>
<context>
    <name>EntryGrid</name>
    <message>
        <source>已登记目录</source>
        <translation>Entries in the register</translation>
    </message>
    <message>
        <source>粘贴</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>向下填充</source>
        <translation>Fill down</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>新增一行</source>
        <translation>Add a row</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>公开</source>
        <translation>Gongkai</translation>
    </message>
    <message>
        <source>复制详情</source>
        <translation>Copy details</translation>
    </message>
    <message>
        <source>位置：{place}</source>
        <translation>Place: {place}</translation>
    </message>
</context>
<context>
    <name>EvidenceTree</name>
    <message>
        <source>审查依据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>{n} 个单元格</source>
        <translation>{n} cells</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>检测发现</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>脱敏后复检</source>
        <translation>Rescan after desensitizing</translation>
    </message>
    <message>
        <source>证据链（SHA-256）</source>
        <translation>Chain of evidence (SHA-256)</translation>
    </message>
    <message>
        <source>处理方案</source>
        <translation>Treatments</translation>
    </message>
    <message>
        <source>{n} 列有处理</source>
        <translation>columns treated: {n}</translation>
    </message>
    <message>
        <source>目录信息</source>
        <translation>Catalog entry</translation>
    </message>
    <message>
        <source>{n} 个信息项</source>
        <translation>information items: {n}</translation>
    </message>
    <message>
        <source>未经人工确认的推断值</source>
        <translation>Inferred, not confirmed by a person</translation>
    </message>
    <message>
        <source>质量</source>
        <translation>Quality</translation>
    </message>
    <message>
        <source>数据分级</source>
        <translation>Grade of the data</translation>
    </message>
    <message>
        <source>汇聚比对</source>
        <translation>Convergence</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Conclusion</translation>
    </message>
</context>
<context>
    <name>Explorer</name>
    <message>
        <source>在表中查找（Ctrl+F）</source>
        <translation>Find in the table (Ctrl+F)</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>上一处</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>显示全部行</source>
        <translation>Show all rows</translation>
    </message>
    <message>
        <source>第 {n} 处，共 {all} 处</source>
        <translation>{n} of {all}</translation>
    </message>
    <message>
        <source>正在整理</source>
        <translation>Arranging</translation>
    </message>
    <message>
        <source>正在统计</source>
        <translation>Counting</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>升序排列</source>
        <translation>Sort ascending</translation>
    </message>
    <message>
        <source>降序排列</source>
        <translation>Sort descending</translation>
    </message>
    <message>
        <source>只看与此格相同的行</source>
        <translation>Only rows with this value</translation>
    </message>
    <message>
        <source>只看包含某文字的行…</source>
        <translation>Only rows that contain a text…</translation>
    </message>
    <message>
        <source>只看此列为空的行</source>
        <translation>Only rows where this column is blank</translation>
    </message>
    <message>
        <source>只看此列不空的行</source>
        <translation>Only rows where this column is not blank</translation>
    </message>
    <message>
        <source>此列的统计…</source>
        <translation>Statistics of this column…</translation>
    </message>
    <message>
        <source>只看包含此文字的行：</source>
        <translation>Only rows that contain this text:</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>正在查找</source>
        <translation>Looking</translation>
    </message>
    <message>
        <source>{what}（Esc 停止）</source>
        <translation>{what} (Esc stops)</translation>
    </message>
    <message numerus="yes">
        <source>已复制 {n} 格</source>
        <translation>
            <numerusform>{n} cell copied</numerusform>
            <numerusform>{n} cells copied</numerusform>
        </translation>
    </message>
    <message>
        <source>选中了 {n} 格，一次至多复制 {most} 格</source>
        <translation>{n} cells are selected; {most} can be copied at once</translation>
    </message>
    <message numerus="yes">
        <source>{n} 行</source>
        <translation>
            <numerusform>{n} row</numerusform>
            <numerusform>{n} rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>显示 {n} 行，共 {all} 行</source>
        <translation>
            <numerusform>Showing {n} of {all} row</numerusform>
            <numerusform>Showing {n} of {all} rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>导出处理后的数据</source>
        <translation>Export the treated data</translation>
    </message>
    <message>
        <source>文件含有数据的值，批准之前请按数据本身的要求保管。导出记入日志。</source>
        <translation>The file holds values of the data: until it is approved, keep it as you keep the data. The log tells of the export.</translation>
    </message>
    <message>
        <source>格式</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Excel 工作簿</source>
        <translation>Excel workbook</translation>
    </message>
    <message>
        <source>编码</source>
        <translation>Encoding</translation>
    </message>
    <message>
        <source>UTF-8，带标记，Excel 可直接打开</source>
        <translation>UTF-8 with a mark, which Excel opens as it is</translation>
    </message>
    <message>
        <source>GB18030，供只认国标编码的系统</source>
        <translation>GB18030, for systems that take nothing else</translation>
    </message>
    <message>
        <source>正在导出</source>
        <translation>Exporting</translation>
    </message>
</context>
<context>
    <name>FilesDialog</name>
    <message>
        <source>导入多个文件</source>
        <translation>Import several files</translation>
    </message>
    <message>
        <source>正在查看文件…</source>
        <translation>Looking at the files…</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message numerus="yes">
        <source>{n} 个数据文件</source>
        <translation>
            <numerusform>{n} data file</numerusform>
            <numerusform>{n} data files</numerusform>
        </translation>
    </message>
    <message>
        <source>不导入：{reason}</source>
        <translation>Not imported: {reason}</translation>
    </message>
    <message>
        <source>其中没有能导入的文件。</source>
        <translation>There is no file in it that can be imported.</translation>
    </message>
    <message>
        <source>合并为一张表，加一列“{column}”(&amp;M)</source>
        <translation>One table, with a column “{column}” that na&amp;mes the file</translation>
    </message>
    <message>
        <source>每个文件各建一个发布(&amp;E)</source>
        <translation>A release for &amp;each file</translation>
    </message>
    <message>
        <source>各文件的列不同时，取全部的列，缺少的留空(&amp;U)</source>
        <translation>Where col&amp;umns differ, keep all of them and leave blank what is missing</translation>
    </message>
    <message>
        <source>导入(&amp;I)</source>
        <translation>&amp;Import</translation>
    </message>
</context>
<context>
    <name>FindingsTable</name>
    <message>
        <source>发现</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>单元格</source>
        <translation>Cells</translation>
    </message>
    <message>
        <source>占比</source>
        <translation>Share</translation>
    </message>
    <message>
        <source>置信度</source>
        <translation>Confidence</translation>
    </message>
    <message>
        <source>示例（已遮蔽）</source>
        <translation>Samples (masked)</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>没有发现敏感内容</source>
        <translation>Nothing sensitive was found</translation>
    </message>
    <message>
        <source>处置</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>按{facet}筛选</source>
        <translation>Filter by {facet}</translation>
    </message>
    <message>
        <source>{facet}：全部</source>
        <translation>{facet}: all</translation>
    </message>
    <message>
        <source>高</source>
        <translation>High</translation>
    </message>
    <message>
        <source>中</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>低</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>判断</source>
        <translation>Judgement</translation>
    </message>
    <message>
        <source>已判断</source>
        <translation>judged</translation>
    </message>
    <message>
        <source>未判断</source>
        <translation>not judged yet</translation>
    </message>
</context>
<context>
    <name>FirstPersonDialog</name>
    <message>
        <source>第一位使用人</source>
        <translation>The first person</translation>
    </message>
    <message>
        <source>这个工作区里还没有人。请登记您自己，签名口令代表您本人签字。</source>
        <translation>Nobody works in this workspace yet. Say who you are; the signing passphrase signs in your name.</translation>
    </message>
    <message>
        <source>单位全称</source>
        <translation>Full name of the agency</translation>
    </message>
    <message>
        <source>正在生成密钥</source>
        <translation>Making the key</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>请填写：{name}</source>
        <translation>Please fill in: {name}</translation>
    </message>
    <message>
        <source>两次输入的口令不一致</source>
        <translation>The two passphrases differ</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>密码设备的 PIN</source>
        <translation>The token&apos;s PIN</translation>
    </message>
    <message>
        <source>签名口令</source>
        <translation>Signing passphrase</translation>
    </message>
</context>
<context>
    <name>Gauge</name>
    <message>
        <source>本步还需约 {n} 秒</source>
        <translation>about {n} s left in this step</translation>
    </message>
    <message>
        <source>本步还需约 {n} 分钟</source>
        <translation>about {n} min left in this step</translation>
    </message>
    <message>
        <source>本步还需约 {h} 小时 {m} 分</source>
        <translation>about {h} h {m} min left in this step</translation>
    </message>
</context>
<context>
    <name>GuideBrowser</name>
    <message>
        <source>指南正文</source>
        <translation>Page of the guide</translation>
    </message>
</context>
<context>
    <name>HandoverDialog</name>
    <message>
        <source>交给审查人</source>
        <translation>Hand to a reviewer</translation>
    </message>
    <message>
        <source>收件人</source>
        <translation>Receivers</translation>
    </message>
    <message>
        <source>存成文件（U 盘）</source>
        <translation>As a file (USB stick)</translation>
    </message>
    <message>
        <source>放入共享文件夹</source>
        <translation>Into the shared folder</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>Way</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>选择…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>连同导入的原始数据</source>
        <translation>With the imported originals</translation>
    </message>
    <message>
        <source>正在加密</source>
        <translation>Encrypting</translation>
    </message>
    <message>
        <source>由本单位规定，见“密钥与留存”</source>
        <translation>Laid down by the agency, see “Keys and retention”</translation>
    </message>
    <message>
        <source>加密后只有收件人能打开。双方须先互换名片，并当面或打电话核对校验码。</source>
        <translation>Sealed, so that only the receiver can open it. Exchange cards with them first and compare the codes, face to face or by telephone.</translation>
    </message>
    <message>
        <source>收取名片…</source>
        <translation>Take a card…</translation>
    </message>
    <message>
        <source>还没有核对过任何人的名片。请收取对方的名片。</source>
        <translation>Nobody&apos;s card has been compared yet. Take the receiver&apos;s card first.</translation>
    </message>
    <message>
        <source>名片</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>送审文件</source>
        <translation>Request for review</translation>
    </message>
</context>
<context>
    <name>HandoverPanel</name>
    <message>
        <source>交给审查人…</source>
        <translation>Hand to a reviewer…</translation>
    </message>
    <message>
        <source>交回审查意见…</source>
        <translation>Hand back the verdict…</translation>
    </message>
    <message numerus="yes">
        <source>有 {n} 份意见因冲突没有计入，详见日志。</source>
        <translation>
            <numerusform>{n} verdict was not counted because of conflicts; see the log.</numerusform>
            <numerusform>{n} verdicts were not counted because of conflicts; see the log.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>使用指南</source>
        <translation>Guide</translation>
    </message>
    <message>
        <source>后退</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>前进</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>目录</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>在指南中搜索（Ctrl+F）</source>
        <translation>Search the guide (Ctrl+F)</translation>
    </message>
    <message>
        <source>搜索指南</source>
        <translation>Search the guide</translation>
    </message>
    <message>
        <source>指南目录</source>
        <translation>Contents of the guide</translation>
    </message>
    <message>
        <source>指南中没有这样的内容</source>
        <translation>The guide says nothing of it</translation>
    </message>
</context>
<context>
    <name>HierarchyDialog</name>
    <message>
        <source>编辑“{column}”的泛化层次</source>
        <translation>Edit the hierarchy of {column}</translation>
    </message>
    <message>
        <source>重新生成</source>
        <translation>Begin anew</translation>
    </message>
    <message>
        <source>移到另一组</source>
        <translation>Move to another group</translation>
    </message>
    <message>
        <source>移到哪一组</source>
        <translation>Into which group</translation>
    </message>
    <message>
        <source>改名</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>合并为一组</source>
        <translation>Merge into one group</translation>
    </message>
    <message>
        <source>在上面加一级</source>
        <translation>Add a level above</translation>
    </message>
    <message>
        <source>组名</source>
        <translation>Name of the group</translation>
    </message>
    <message>
        <source>保存层次文件</source>
        <translation>Save the hierarchy</translation>
    </message>
    <message>
        <source>从什么开始</source>
        <translation>Begin with</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Setting</translation>
    </message>
    <message>
        <source>移到…</source>
        <translation>Move to…</translation>
    </message>
    <message>
        <source>改名…</source>
        <translation>Rename…</translation>
    </message>
    <message>
        <source>合并…</source>
        <translation>Merge…</translation>
    </message>
    <message>
        <source>上面加一级…</source>
        <translation>Add a level above…</translation>
    </message>
    <message>
        <source>删去这一级</source>
        <translation>Drop this level</translation>
    </message>
    <message>
        <source>加最高级 *</source>
        <translation>Add top level *</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>另存为文件…</source>
        <translation>Save as a file…</translation>
    </message>
    <message>
        <source>采用</source>
        <translation>Adopt</translation>
    </message>
    <message>
        <source>层次文件，各级用分号隔开</source>
        <translation>Hierarchy file, levels separated by semicolons</translation>
    </message>
</context>
<context>
    <name>HierarchyTree</name>
    <message>
        <source>组和值</source>
        <translation>Groups and values</translation>
    </message>
    <message>
        <source>含几个值</source>
        <translation>Values</translation>
    </message>
    <message>
        <source>泛化层次</source>
        <translation>Hierarchy</translation>
    </message>
    <message>
        <source>（空白）</source>
        <translation>(blank)</translation>
    </message>
    <message>
        <source>……其余不逐个列出</source>
        <translation>… the rest is not listed</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>搜索数据集、字段、检测发现和日志（Ctrl+F）</source>
        <translation>Search datasets, fields, findings and the log (Ctrl+F)</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>等我办理</source>
        <translation>Waiting for me</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>没有等您办理的事</source>
        <translation>Nothing waits for you</translation>
    </message>
    <message>
        <source>上传队列</source>
        <translation>Upload queue</translation>
    </message>
    <message>
        <source>发布</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>队列是空的</source>
        <translation>The queue is empty</translation>
    </message>
    <message>
        <source>最近的文件</source>
        <translation>Recent files</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>还没有导入过文件</source>
        <translation>No file has been imported yet</translation>
    </message>
    <message>
        <source>{who}，有 {n} 件事等您办理</source>
        <translation>{who}, {n} waiting for you</translation>
    </message>
    <message>
        <source>{who}，没有等您办理的事</source>
        <translation>{who}, nothing waits for you</translation>
    </message>
    <message>
        <source>列出这些发布</source>
        <translation>List these releases</translation>
    </message>
    <message>
        <source>各状态的发布</source>
        <translation>Releases by state</translation>
    </message>
    <message>
        <source>试点指标</source>
        <translation>Pilot indicators</translation>
    </message>
    <message>
        <source>目录登记与试点指标…</source>
        <translation>Register and the pilot&apos;s indicators…</translation>
    </message>
</context>
<context>
    <name>IdentifierChoice</name>
    <message>
        <source>准标识符</source>
        <translation>Quasi-identifiers</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>正在查看各列…</source>
        <translation>Looking at the columns…</translation>
    </message>
    <message>
        <source>计算对象：{table}</source>
        <translation>Computed on: {table}</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>文件里没有内容。</source>
        <translation>The file is empty.</translation>
    </message>
    <message>
        <source>表头与“{release}”相同；那次导入时改过版面。</source>
        <translation>The header is that of {release}, whose layout was changed when it was imported.</translation>
    </message>
    <message>
        <source>使用上次的版面方案(&amp;A)</source>
        <translation>Use the e&amp;arlier layout plan</translation>
    </message>
    <message>
        <source>“{now}”即“{name}”</source>
        <translation>“{now}” is “{name}”</translation>
    </message>
    <message>
        <source>有的列似乎只是改了名：{pairs}。如不对，请在“各列”中另选列名。</source>
        <translation>Some columns seem to have new names only: {pairs}. If not, choose other names under “Columns”.</translation>
    </message>
    <message>
        <source>沿用原来的列名(&amp;A)</source>
        <translation>Keep the e&amp;arlier names</translation>
    </message>
</context>
<context>
    <name>ImportFrame</name>
    <message>
        <source>导入前核对</source>
        <translation>Check before importing</translation>
    </message>
    <message>
        <source>正在打开 {name}</source>
        <translation>Opening {name}</translation>
    </message>
    <message>
        <source>原表</source>
        <translation>The sheet as it stands</translation>
    </message>
    <message>
        <source>导入结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>未作为数据的行</source>
        <translation>Rows left out</translation>
    </message>
    <message>
        <source>行号</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>所有的行都是数据</source>
        <translation>Every row is data</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>表格(&amp;S)</source>
        <translation>&amp;Sheet</translation>
    </message>
    <message>
        <source>版面方案(&amp;L)</source>
        <translation>&amp;Layout plan</translation>
    </message>
    <message>
        <source>打开版面方案(&amp;O)…</source>
        <translation>&amp;Open a layout plan…</translation>
    </message>
    <message>
        <source>保存版面方案(&amp;S)…</source>
        <translation>&amp;Save the layout plan…</translation>
    </message>
    <message>
        <source>恢复自动识别(&amp;R)</source>
        <translation>As found &amp;automatically</translation>
    </message>
    <message>
        <source>显示更多行(&amp;M)</source>
        <translation>Show &amp;more rows</translation>
    </message>
    <message>
        <source>隐藏内容</source>
        <translation>Hidden content</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>没有隐藏内容</source>
        <translation>Nothing is hidden</translation>
    </message>
    <message>
        <source>分组行变为一列(&amp;G)</source>
        <translation>&amp;Group rows become a column</translation>
    </message>
    <message>
        <source>保留合计行(&amp;T)</source>
        <translation>Keep &amp;totals</translation>
    </message>
    <message>
        <source>各期各类的列变为行(&amp;U)</source>
        <translation>Col&amp;umns of periods become rows</translation>
    </message>
    <message>
        <source>撤销(&amp;Z)</source>
        <translation>&amp;Undo</translation>
    </message>
    <message>
        <source>重做(&amp;Y)</source>
        <translation>&amp;Redo</translation>
    </message>
    <message>
        <source>导入(&amp;I)</source>
        <translation>&amp;Import</translation>
    </message>
    <message>
        <source>版面无误(&amp;C)</source>
        <translation>The layout is &amp;correct</translation>
    </message>
    <message>
        <source>填写列名(&amp;N)</source>
        <translation>&amp;Name the columns</translation>
    </message>
</context>
<context>
    <name>ImportNotices</name>
    <message>
        <source>没有找到数据表。请在左侧选中列名所在的行，按“这是表头行”。</source>
        <translation>No table was found. Choose the row of column names at the left and press “Header”.</translation>
    </message>
    <message>
        <source>另有 {n} 条提示，导入后可见</source>
        <translation>{n} more notices can be seen after importing</translation>
    </message>
    <message>
        <source>{r} 行 × {c} 列</source>
        <translation>{r} rows × {c} columns</translation>
    </message>
    <message>
        <source>前 {n} 行中：{shape}</source>
        <translation>In the first {n} rows: {shape}</translation>
    </message>
    <message>
        <source>正在读取整个文件，读完可修改版面 · {shape}</source>
        <translation>Reading the whole file; the layout can be changed then · {shape}</translation>
    </message>
    <message>
        <source>文件里有隐藏内容：{kinds}。请在“隐藏内容”中核对</source>
        <translation>The file has hidden content: {kinds}. Check it under “Hidden content”</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>数据预览</source>
        <translation>Data preview</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>列名</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>空值</source>
        <translation>Blank</translation>
    </message>
    <message>
        <source>不同值</source>
        <translation>Distinct</translation>
    </message>
    <message>
        <source>示例</source>
        <translation>Examples</translation>
    </message>
    <message>
        <source>未作为数据的行</source>
        <translation>Rows that are not data</translation>
    </message>
    <message>
        <source>行号</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>所有的行都是数据</source>
        <translation>Every row is data</translation>
    </message>
    <message>
        <source>隐藏内容</source>
        <translation>Hidden content</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>没有隐藏内容</source>
        <translation>Nothing is hidden</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Warnings</translation>
    </message>
    <message>
        <source>没有提示</source>
        <translation>No warnings</translation>
    </message>
    <message>
        <source>同一工作簿的其他工作表</source>
        <translation>Other sheets of the workbook</translation>
    </message>
    <message>
        <source>另行导入此表</source>
        <translation>Import this sheet too</translation>
    </message>
    <message>
        <source>导入详情</source>
        <translation>Import details</translation>
    </message>
    <message>
        <source>源文件</source>
        <translation>Source file</translation>
    </message>
    <message>
        <source>文件里有隐藏内容。隐藏的内容不会进入数据表，请在下方核对。</source>
        <translation>The file has hidden content. It does not enter the table; check it below.</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>格式</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>大小</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>{n} 字节</source>
        <translation>{n} bytes</translation>
    </message>
    <message>
        <source>工作表</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>表头行</source>
        <translation>Header rows</translation>
    </message>
    <message>
        <source>数据</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>{r} 行 × {c} 列</source>
        <translation>{r} rows × {c} columns</translation>
    </message>
    <message>
        <source>编码</source>
        <translation>Encoding</translation>
    </message>
    <message>
        <source>文件数</source>
        <translation>Files</translation>
    </message>
</context>
<context>
    <name>ImportShowing</name>
    <message>
        <source>{columns} 等列变为行，各成“{parts}”</source>
        <translation>{columns} and the like become rows, each named in “{parts}”</translation>
    </message>
    <message>
        <source>现按 {encoding} 显示。请对照内容，在上方“编码”中选定后再导入</source>
        <translation>It is shown in {encoding}. Look at the text, choose under “Encoding” above, then import</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>导入文件</source>
        <translation>Import files</translation>
    </message>
    <message>
        <source>导入文件夹</source>
        <translation>Import a folder</translation>
    </message>
    <message>
        <source>追加新一期</source>
        <translation>Append a new period</translation>
    </message>
    <message>
        <source>导入 {name}</source>
        <translation>Importing {name}</translation>
    </message>
    <message>
        <source>数据文件 ({suffixes});;所有文件 (*)</source>
        <translation>Data files ({suffixes});;All files (*)</translation>
    </message>
    <message numerus="yes">
        <source>导入 {n} 个文件</source>
        <translation>
            <numerusform>Importing {n} file</numerusform>
            <numerusform>Importing {n} files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>已导入 {n} 个文件，{m} 个未导入</source>
        <translation>
            <numerusform>{n} file was imported, {m} not</numerusform>
            <numerusform>{n} files were imported, {m} not</numerusform>
        </translation>
    </message>
    <message>
        <source>“{now}”即“{name}”</source>
        <translation>“{now}” is “{name}”</translation>
    </message>
    <message>
        <source>似乎只是改了名：{pairs}。</source>
        <translation>These seem to have new names only: {pairs}.</translation>
    </message>
    <message>
        <source>要怎样合并？</source>
        <translation>How are they to be joined?</translation>
    </message>
    <message>
        <source>各文件的列不同</source>
        <translation>The columns differ</translation>
    </message>
    <message>
        <source>改名的列视为同一列(&amp;R)</source>
        <translation>Take &amp;renamed columns as the same</translation>
    </message>
    <message>
        <source>取全部列，缺少的留空(&amp;U)</source>
        <translation>Keep all col&amp;umns, leave blanks</translation>
    </message>
    <message>
        <source>不导入(&amp;N)</source>
        <translation>Do &amp;not import</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
</context>
<context>
    <name>InboxDialog</name>
    <message>
        <source>来信</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>数据集</source>
        <translation>Dataset</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>没有来信</source>
        <translation>There are no letters</translation>
    </message>
    <message>
        <source>答复会在平台上公开，请勿写入个人信息。</source>
        <translation>The reply is shown on the platform; write no personal data.</translation>
    </message>
    <message>
        <source>签字并答复</source>
        <translation>Sign and reply</translation>
    </message>
    <message>
        <source>不予答复</source>
        <translation>No reply</translation>
    </message>
    <message>
        <source>如广告、重复来信；把理由写在上面，只存入日志。</source>
        <translation>Such as advertising or letters sent twice; write the reason above, it goes into the log only.</translation>
    </message>
    <message>
        <source>收取来信</source>
        <translation>Pull letters</translation>
    </message>
    <message>
        <source>新到 {n} 封</source>
        <translation>New letters: {n}</translation>
    </message>
    <message>
        <source>请先在“送达”一步选择平台</source>
        <translation>Choose a platform on the step Deliver first</translation>
    </message>
    <message>
        <source>答复来信</source>
        <translation>Reply to a letter</translation>
    </message>
    <message>
        <source>已答复，平台已公开答复。</source>
        <translation>Replied; the platform shows it.</translation>
    </message>
    <message>
        <source>已办结，理由已存入日志。</source>
        <translation>Closed; the reason is in the log.</translation>
    </message>
    <message>
        <source>来信全文</source>
        <translation>The whole letter</translation>
    </message>
    <message>
        <source>办理结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Reply</translation>
    </message>
</context>
<context>
    <name>IssueDialog</name>
    <message>
        <source>添加证件</source>
        <translation>Add a card</translation>
    </message>
    <message>
        <source>从现在起，这张证件可以代表本单位办理和签字。</source>
        <translation>From now on this card may act and sign for the agency.</translation>
    </message>
    <message>
        <source>证件</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>有效期至</source>
        <translation>Until</translation>
    </message>
</context>
<context>
    <name>ItemsTable</name>
    <message>
        <source>信息项</source>
        <translation>Information items</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>长度</source>
        <translation>Length</translation>
    </message>
    <message>
        <source>已脱敏</source>
        <translation>Treated</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>共享属性</source>
        <translation>Sharing</translation>
    </message>
    <message>
        <source>开放属性</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>主键</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>时间戳</source>
        <translation>Timestamp</translation>
    </message>
    <message>
        <source>计量单位</source>
        <translation>unit</translation>
    </message>
    <message>
        <source>技术名称</source>
        <translation>Technical name</translation>
    </message>
    <message>
        <source>值域</source>
        <translation>Value range</translation>
    </message>
    <message>
        <source>代码表</source>
        <translation>Code table</translation>
    </message>
    <message>
        <source>遵循标准</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>涉密</source>
        <translation>State secret</translation>
    </message>
    <message>
        <source>随目录</source>
        <translation>As the entry</translation>
    </message>
    <message>
        <source>推断的值，请核对：改正，或者选中此行后按 Ctrl+Enter 确认。</source>
        <translation>Inferred; please check it: mend it, or select this row and confirm with Ctrl+Enter.</translation>
    </message>
    <message>
        <source>确认所选行的推断值</source>
        <translation>Confirm what was inferred in the selected rows</translation>
    </message>
    <message>
        <source>推断</source>
        <translation>Inferred</translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>正在停止</source>
        <translation>Stopping</translation>
    </message>
</context>
<context>
    <name>JoinHelp</name>
    <message>
        <source>正在准备示例…</source>
        <translation>Preparing the example…</translation>
    </message>
    <message>
        <source>示例：什么是关联</source>
        <translation>Example: what a join is</translation>
    </message>
    <message>
        <source>示例中的人都是虚构的。</source>
        <translation>Everybody in the example is invented.</translation>
    </message>
</context>
<context>
    <name>JointButton</name>
    <message>
        <source>联合制作单位…</source>
        <translation>Joint agencies…</translation>
    </message>
    <message>
        <source>送审前写明还有哪些单位要会签</source>
        <translation>Say before submitting which other agencies have to sign</translation>
    </message>
    <message>
        <source>联合制作单位（{n}）…</source>
        <translation>Joint agencies ({n})…</translation>
    </message>
</context>
<context>
    <name>JointDialog</name>
    <message>
        <source>联合制作单位</source>
        <translation>Joint agencies</translation>
    </message>
    <message>
        <source>与本单位一起制作这份数据的其他单位，一行一个全称。它们先会签，本单位再审查。</source>
        <translation>The agencies that made this data with yours, one full name a line. They sign before your own reviewer.</translation>
    </message>
    <message>
        <source>单位全称</source>
        <translation>Full name of the agency</translation>
    </message>
    <message>
        <source>审查路线</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>本单位不必写在这里。</source>
        <translation>Your own agency need not stand here.</translation>
    </message>
</context>
<context>
    <name>Judging</name>
    <message>
        <source>查看原值…</source>
        <translation>Show values…</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>改判…</source>
        <translation>Reclassify…</translation>
    </message>
    <message>
        <source>排除…</source>
        <translation>Dismiss…</translation>
    </message>
    <message>
        <source>撤回判断</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>检测结果无误：随方案签署，审查人可见</source>
        <translation>The finding is right: signed with the recipe, and the reviewer sees it</translation>
    </message>
    <message>
        <source>级别或类型不对：写明理由，按改判后的级别处理和复检</source>
        <translation>Its level or type is wrong: give the reason; it is treated and scanned again as what it is</translation>
    </message>
    <message>
        <source>不是敏感内容，或依法可以公开：写明理由，整列原样公开</source>
        <translation>Not sensitive, or public by law: say why, and the column is published as it is</translation>
    </message>
    <message>
        <source>没有发现敏感内容</source>
        <translation>Nothing sensitive was found</translation>
    </message>
    <message>
        <source>依规定不得公开，不能由承办人排除</source>
        <translation>The rules forbid it; a clerk cannot dismiss it</translation>
    </message>
    <message>
        <source>对这个发现还没有作出判断</source>
        <translation>Nothing has been said of this finding yet</translation>
    </message>
    <message>
        <source>正在登记</source>
        <translation>Filing</translation>
    </message>
    <message>
        <source>“{column}”的发现已确认，写入脱敏方案的草稿；执行脱敏后生效。</source>
        <translation>The finding in “{column}” is confirmed in the draft of the recipe; it counts once the recipe has run.</translation>
    </message>
    <message>
        <source>对“{column}”的判断已撤回，仍按检测结果处理。</source>
        <translation>The judgement on “{column}” is taken back; the finding stands as it was found.</translation>
    </message>
    <message>
        <source>“{column}”将原样公开，理由已写入脱敏方案的草稿；执行脱敏后生效。</source>
        <translation>“{column}” will be published as it is; the reason stands in the draft of the recipe and counts once you desensitize.</translation>
    </message>
    <message>
        <source>“{column}”已改判，理由已写入脱敏方案的草稿；执行脱敏后生效。</source>
        <translation>“{column}” is reclassified, with its reason in the draft of the recipe; it counts once the recipe has run.</translation>
    </message>
    <message>
        <source>已排除</source>
        <translation>dismissed</translation>
    </message>
    <message>
        <source>正在处理，请稍候。</source>
        <translation>Work is under way; please wait.</translation>
    </message>
    <message>
        <source>对发现的判断已改动，写入脱敏方案的草稿；执行脱敏后生效。</source>
        <translation>What is said of the findings has changed, and stands in the draft of the recipe; it counts once the recipe is applied.</translation>
    </message>
</context>
<context>
    <name>KeptBackPanel</name>
    <message>
        <source>不开放的资源</source>
        <translation>Resources that are not opened</translation>
    </message>
    <message>
        <source>应重新评估</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>上次评估</source>
        <translation>Last judged</translation>
    </message>
    <message>
        <source>法律依据</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>没有登记为不予开放的资源</source>
        <translation>No resource is registered as not opened</translation>
    </message>
    <message>
        <source>重新评估…</source>
        <translation>Judge anew…</translation>
    </message>
    <message>
        <source>未注明</source>
        <translation>not stated</translation>
    </message>
    <message>
        <source>请先选择资源</source>
        <translation>Select resources first</translation>
    </message>
    <message>
        <source>不予开放的资源每年重新评估一次（条例第十八条）。可以开放的，请在“逐格填写”中改开放类型。</source>
        <translation>What is not opened is judged anew every year (Regulation, article 18). For what may be opened by now, change the opening type under “Fill in a grid”.</translation>
    </message>
</context>
<context>
    <name>LadderChoice</name>
    <message>
        <source>“{column}”的泛化层次</source>
        <translation>Hierarchy of {column}</translation>
    </message>
    <message>
        <source>自选层次文件…</source>
        <translation>Hierarchy file…</translation>
    </message>
    <message>
        <source>自选层次</source>
        <translation>Own hierarchy</translation>
    </message>
    <message>
        <source>请选层次文件</source>
        <translation>Choose a hierarchy file</translation>
    </message>
    <message>
        <source>编辑层次…</source>
        <translation>Edit hierarchy…</translation>
    </message>
</context>
<context>
    <name>LadderList</name>
    <message>
        <source>准标识符</source>
        <translation>Quasi-identifiers</translation>
    </message>
    <message>
        <source>泛化层次</source>
        <translation>Hierarchy</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>正在查看各列…</source>
        <translation>Looking at the columns…</translation>
    </message>
    <message>
        <source>没有可以泛化的列</source>
        <translation>No column can be generalised</translation>
    </message>
    <message>
        <source>编辑过的层次</source>
        <translation>Edited hierarchy</translation>
    </message>
    <message>
        <source>“{column}”的层次文件</source>
        <translation>Hierarchy file for {column}</translation>
    </message>
    <message>
        <source>自选层次</source>
        <translation>Own hierarchy</translation>
    </message>
    <message>
        <source>用“{name}”作“{column}”的泛化层次吗？</source>
        <translation>Use {name} as the hierarchy of {column}?</translation>
    </message>
    <message>
        <source>“{name}”不能用作“{column}”的泛化层次。</source>
        <translation>{name} cannot be the hierarchy of {column}.</translation>
    </message>
    <message>
        <source>层次文件，各级用分号隔开</source>
        <translation>Hierarchy file, levels separated by semicolons</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>“{work}”还在进行。要停止它并退出吗？</source>
        <translation>“{work}” is still under way. Stop it and quit?</translation>
    </message>
    <message>
        <source>停止不会留下做了一半的结果；上传会在下次从断点继续。</source>
        <translation>Nothing half done is left behind; an upload goes on next time where it was cut.</translation>
    </message>
</context>
<context>
    <name>Letters</name>
    <message>
        <source>寄件人：{who}；名片校验码 {code}</source>
        <translation>Sender: {who}; code of the card {code}</translation>
    </message>
    <message>
        <source>收取</source>
        <translation>Receive</translation>
    </message>
    <message>
        <source>收取 {name}</source>
        <translation>Receive {name}</translation>
    </message>
    <message>
        <source>共享文件夹</source>
        <translation>Shared folder</translation>
    </message>
    <message>
        <source>与共享文件夹同步</source>
        <translation>Sync with the shared folder</translation>
    </message>
    <message>
        <source>审查意见</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>交回审查意见</source>
        <translation>Hand back the verdict</translation>
    </message>
    <message>
        <source>交回审查意见 {name}</source>
        <translation>Hand back the verdict on {name}</translation>
    </message>
    <message>
        <source>名片</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>导出我的名片</source>
        <translation>Export my card</translation>
    </message>
    <message>
        <source>校验码：{code}</source>
        <translation>Code: {code}</translation>
    </message>
    <message>
        <source>把文件交给对方，再当面或打电话把校验码念给对方听。不要把校验码写在文件旁边。</source>
        <translation>Give the other person the file, then read out the code face to face or by telephone. Do not write the code beside the file.</translation>
    </message>
    <message>
        <source>送出 {sent} 份，收到 {received} 份。</source>
        <translation>{sent} sent, {received} received.</translation>
    </message>
    <message>
        <source>收到“{name}”的送审单。</source>
        <translation>The request for “{name}” was received.</translation>
    </message>
    <message numerus="yes">
        <source>“{name}”：收到 {n} 份新的审查意见。</source>
        <translation>
            <numerusform>“{name}”: {n} new verdict received.</numerusform>
            <numerusform>“{name}”: {n} new verdicts received.</numerusform>
        </translation>
    </message>
    <message>
        <source>没有移交、以送审人签名为准：{kinds}</source>
        <translation>Not handed over, taken on the sender&apos;s signature: {kinds}</translation>
    </message>
    <message>
        <source>公开</source>
        <translation>Gongkai</translation>
    </message>
    <message>
        <source>送审单、审查意见、名片</source>
        <translation>Requests, verdicts, cards</translation>
    </message>
</context>
<context>
    <name>LogDialog</name>
    <message>
        <source>日志</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>操作、人员、发布编号或日期，如 2026-11</source>
        <translation>An act, a person, a release or a date, such as 2026-11</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>发布</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>之后的状态</source>
        <translation>State afterwards</translation>
    </message>
    <message>
        <source>没有符合的事件</source>
        <translation>No such event</translation>
    </message>
    <message>
        <source>核验日志</source>
        <translation>Verify the log</translation>
    </message>
    <message>
        <source>筛选</source>
        <translation>Filter</translation>
    </message>
    <message numerus="yes">
        <source>{n} 条</source>
        <translation>
            <numerusform>{n} event</numerusform>
            <numerusform>{n} events</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} 条，显示最近 {m} 条</source>
        <translation>{n} events, the latest {m} are shown</translation>
    </message>
    <message>
        <source>当时时钟显示 {time}</source>
        <translation>the clock showed {time}</translation>
    </message>
    <message>
        <source>日志完整：{n} 条记录首尾相接。最新记录的摘要：{head}</source>
        <translation>The log is whole: {n} events follow each other. Digest of the latest: {head}</translation>
    </message>
    <message>
        <source>。电脑时钟曾被调回，其间的记录只能证明先后，不能证明时间</source>
        <translation>. The computer&apos;s clock had been set back: the events meanwhile prove their order, not their time</translation>
    </message>
    <message numerus="yes">
        <source>日志有 {n} 处问题：{problems}</source>
        <translation>
            <numerusform>The log has {n} problem: {problems}</numerusform>
            <numerusform>The log has {n} problems: {problems}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LoginDialog</name>
    <message>
        <source>切换身份</source>
        <translation>Switch identity</translation>
    </message>
    <message>
        <source>{role}登录</source>
        <translation>Log in: {role}</translation>
    </message>
    <message>
        <source>请本人输入签名口令。口令只在本机使用。</source>
        <translation>Type your own signing passphrase. It is used on this computer only.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>签名口令</source>
        <translation>Signing passphrase</translation>
    </message>
    <message>
        <source>还没有这个角色的人员。请先在“工作区”菜单中新建身份。</source>
        <translation>Nobody has this role yet. Make an identity in the Workspace menu first.</translation>
    </message>
    <message>
        <source>正在打开密钥</source>
        <translation>Opening the key</translation>
    </message>
</context>
<context>
    <name>MainDialogs</name>
    <message>
        <source>首页</source>
        <translation>Home</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>请指出源文件的位置</source>
        <translation>Where is the source file?</translation>
    </message>
    <message>
        <source>【演练】{title}</source>
        <translation>[Drill] {title}</translation>
    </message>
    <message>
        <source>请先在清单中选择一个发布</source>
        <translation>Choose a release in the list first</translation>
    </message>
    <message>
        <source>请先离开演练</source>
        <translation>Leave the drill first</translation>
    </message>
    <message>
        <source>正在处理，请稍候。</source>
        <translation>Work is under way; please wait.</translation>
    </message>
    <message>
        <source>公开</source>
        <translation>Gongkai</translation>
    </message>
</context>
<context>
    <name>ModelChoice</name>
    <message>
        <source>（不加）</source>
        <translation>(none)</translation>
    </message>
    <message>
        <source>模型的界限</source>
        <translation>Bound of the model</translation>
    </message>
</context>
<context>
    <name>NewIdentityDialog</name>
    <message>
        <source>新建身份</source>
        <translation>New identity</translation>
    </message>
    <message>
        <source>由本人填写并设置签名口令。同一人的工号须相同：送审和审查须由不同的人进行。</source>
        <translation>To be filled in by the person, who also sets the signing passphrase. One person has one staff number: submitting and reviewing take two people.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Staff number</translation>
    </message>
    <message>
        <source>角色</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>签名口令</source>
        <translation>Signing passphrase</translation>
    </message>
    <message>
        <source>签名口令（再次）</source>
        <translation>Signing passphrase (again)</translation>
    </message>
    <message>
        <source>正在生成密钥</source>
        <translation>Making the key</translation>
    </message>
    <message>
        <source>本机，由签名口令保护</source>
        <translation>On this computer, under a passphrase</translation>
    </message>
    <message>
        <source>密码设备（UKey、智能卡）</source>
        <translation>On a token (UKey, smart card)</translation>
    </message>
    <message>
        <source>密钥存放</source>
        <translation>The key is kept</translation>
    </message>
    <message>
        <source>请选择设备和密钥名称，输入 PIN</source>
        <translation>Choose a token and a key, and type the PIN</translation>
    </message>
    <message>
        <source>正在与密码设备通信</source>
        <translation>Asking the token</translation>
    </message>
</context>
<context>
    <name>NewRolesDialog</name>
    <message>
        <source>新建名单</source>
        <translation>New document</translation>
    </message>
    <message>
        <source>建议三名管理员、两人签署有效：两人中丢了一把密钥，名单就无法再改。</source>
        <translation>Three administrators of whom two must sign is a good number: with two of two, one lost key ends the document.</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>管理员</source>
        <translation>Administrators</translation>
    </message>
    <message>
        <source>须几人签署</source>
        <translation>How many must sign</translation>
    </message>
    <message>
        <source>有效期至</source>
        <translation>Until</translation>
    </message>
</context>
<context>
    <name>NewcomerForm</name>
    <message>
        <source>承办人：整理数据，送审</source>
        <translation>Clerk: prepares data and submits it</translation>
    </message>
    <message>
        <source>保密审查人：看依据，签署意见</source>
        <translation>Confidentiality reviewer: weighs the evidence and signs</translation>
    </message>
    <message>
        <source>管理员：管理密钥和规则</source>
        <translation>Administrator: keeps keys and rules</translation>
    </message>
    <message>
        <source>我是</source>
        <translation>I am</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Staff number</translation>
    </message>
    <message>
        <source>同一人的工号相同；审查人须是另一人</source>
        <translation>one number per person; the reviewer must be someone else</translation>
    </message>
    <message>
        <source>签名口令</source>
        <translation>Signing passphrase</translation>
    </message>
    <message>
        <source>签名口令（再次）</source>
        <translation>Signing passphrase (again)</translation>
    </message>
</context>
<context>
    <name>Offer</name>
    <message>
        <source>沿用(&amp;A)</source>
        <translation>Use it &amp;again</translation>
    </message>
</context>
<context>
    <name>OfflinePanel</name>
    <message>
        <source>没有网络时：用移动介质导出，再导入平台的回执</source>
        <translation>Without a network: export to a medium, then import the platform&apos;s receipt</translation>
    </message>
    <message>
        <source>导出到介质…</source>
        <translation>Export to a medium…</translation>
    </message>
    <message>
        <source>导入回执…</source>
        <translation>Import a receipt…</translation>
    </message>
    <message>
        <source>介质上只有加密的封装包；交给平台的人请一并带上核对码。</source>
        <translation>The medium holds the encrypted package only; whoever takes it to the platform brings the code along.</translation>
    </message>
    <message>
        <source>导出 {name}</source>
        <translation>Export {name}</translation>
    </message>
    <message>
        <source>导入回执</source>
        <translation>Import a receipt</translation>
    </message>
    <message>
        <source>“{release}”的回执已核验并存档：{name}</source>
        <translation>The receipt of {release} is verified and filed: {name}</translation>
    </message>
    <message>
        <source>选择移动介质上的文件夹</source>
        <translation>Choose a folder on the medium</translation>
    </message>
    <message>
        <source>平台回执</source>
        <translation>Receipt of a platform</translation>
    </message>
</context>
<context>
    <name>OutlookPanel</name>
    <message>
        <source>没有发现个人信息。如果各行是学校、企业等而不是个人，独一无二不成问题。</source>
        <translation>Nothing personal was found. Where rows are schools, companies or the like and no persons, it does no harm to stand alone.</translation>
    </message>
    <message>
        <source>正在估计损失和风险…</source>
        <translation>Estimating loss and risk…</translation>
    </message>
    <message>
        <source>信息损失</source>
        <translation>Information lost</translation>
    </message>
    <message>
        <source>独一无二的行：处理前</source>
        <translation>Rows that stand alone: before</translation>
    </message>
    <message>
        <source>处理后</source>
        <translation>after</translation>
    </message>
    <message>
        <source>效用：{change}</source>
        <translation>Utility: {change}</translation>
    </message>
    <message>
        <source>损失按均匀抽取的 {n} 行估计，风险按{basis}计算。</source>
        <translation>The loss is estimated on {n} rows taken evenly; the risk is counted on {basis}.</translation>
    </message>
    <message>
        <source>没有可以连到个人的列，不估计风险；损失按抽取的 {n} 行估计。</source>
        <translation>No column leads to a person, so there is no risk to tell; the loss is estimated on {n} rows.</translation>
    </message>
    <message>
        <source>风险：看“{columns}”，独一无二的行 {was} → {now}，最小的一组 {small} → {least} 行（按{basis}计算；损失按抽取的 {n} 行估计）。</source>
        <translation>Risk by {columns}: rows that stand alone {was} → {now}; rows in the smallest group {small} → {least} (counted on {basis}; loss estimated on {n} rows).</translation>
    </message>
    <message>
        <source>还估计不了：{reason}</source>
        <translation>No estimate yet: {reason}</translation>
    </message>
</context>
<context>
    <name>OutputDialog</name>
    <message>
        <source>{name} 第 {row} 行</source>
        <translation>{name}, row {row}</translation>
    </message>
    <message>
        <source>待公开的数据</source>
        <translation>Data to be published</translation>
    </message>
</context>
<context>
    <name>OutputView</name>
    <message>
        <source>要公开的数据</source>
        <translation>Data to be published</translation>
    </message>
    <message>
        <source>还没有脱敏结果。</source>
        <translation>There is no output yet.</translation>
    </message>
    <message>
        <source>正在读取数据表</source>
        <translation>Reading the table</translation>
    </message>
    <message>
        <source>全部 {rows} 行，{columns} 列：签署后公开的就是这些。可查找、筛选和排序。</source>
        <translation>All {rows} rows, {columns} columns: this is what is published once it is signed. Find, filter and sort in it.</translation>
    </message>
</context>
<context>
    <name>Pace</name>
    <message>
        <source>还需 {time}</source>
        <translation>{time} left</translation>
    </message>
</context>
<context>
    <name>Packages</name>
    <message>
        <source>核验 {name}</source>
        <translation>Verify {name}</translation>
    </message>
    <message>
        <source>“{name}”完好，封签人受信任，但不是本工作区封装的。</source>
        <translation>“{name}” is intact and its signer is trusted, but it was not sealed in this workspace.</translation>
    </message>
    <message>
        <source>“{name}”未通过核验，请勿采用。</source>
        <translation>“{name}” did not pass verification. Do not use it.</translation>
    </message>
    <message>
        <source>内容是封给别人的，这里打不开。</source>
        <translation>Its contents were sealed for others and cannot be opened here.</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>正在处理，请稍候。</source>
        <translation>Work is under way; please wait.</translation>
    </message>
    <message>
        <source>下一步：{step}</source>
        <translation>Next: {step}</translation>
    </message>
    <message>
        <source>请先完成本步骤</source>
        <translation>Finish this step first</translation>
    </message>
    <message>
        <source>请先完成：{step}</source>
        <translation>Finish first: {step}</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>全部命令</source>
        <translation>All commands</translation>
    </message>
    <message>
        <source>输入名称、拼音首字母或英文</source>
        <translation>Type a name, pinyin initials or English</translation>
    </message>
    <message>
        <source>查找命令</source>
        <translation>Find a command</translation>
    </message>
    <message>
        <source>命令</source>
        <translation>Command</translation>
    </message>
    <message>
        <source>没有这样的命令</source>
        <translation>There is no such command</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>另存为 PDF 或 Word…</source>
        <translation>Save as PDF or Word…</translation>
    </message>
    <message>
        <source>还没有签署过审查意见。</source>
        <translation>No verdict has been signed yet.</translation>
    </message>
    <message>
        <source>正在排版…</source>
        <translation>Setting the pages…</translation>
    </message>
    <message>
        <source>第 {n} 页</source>
        <translation>Page {n}</translation>
    </message>
    <message>
        <source>Word 文档</source>
        <translation>Word document</translation>
    </message>
    <message>
        <source>已导出：{name}</source>
        <translation>Exported: {name}</translation>
    </message>
    <message>
        <source>每月审查汇总表</source>
        <translation>Monthly summary of reviews</translation>
    </message>
    <message>
        <source>月份</source>
        <translation>Month</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>打开密码</source>
        <translation>Password to open</translation>
    </message>
    <message>
        <source>导入文件</source>
        <translation>Import a file</translation>
    </message>
    <message>
        <source>密码只用来打开这个文件，用后不保存。</source>
        <translation>The password is used to open this file and kept nowhere.</translation>
    </message>
</context>
<context>
    <name>Pasting</name>
    <message>
        <source>剪贴板里没有表格</source>
        <translation>There is no table on the clipboard</translation>
    </message>
    <message>
        <source>请先在 Excel 或 WPS 里选中要公开的部分，复制。</source>
        <translation>Select what is to be published in Excel or WPS, and copy it first.</translation>
    </message>
    <message>
        <source>粘贴的表格</source>
        <translation>pasted table</translation>
    </message>
    <message>
        <source>导入粘贴的表格</source>
        <translation>Import the pasted table</translation>
    </message>
</context>
<context>
    <name>PeoplePanel</name>
    <message>
        <source>身份</source>
        <translation>Identities</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Staff number</translation>
    </message>
    <message>
        <source>角色</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>密钥存放</source>
        <translation>The key is kept</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>证件指纹</source>
        <translation>Fingerprint</translation>
    </message>
    <message>
        <source>新建身份…</source>
        <translation>New identity…</translation>
    </message>
    <message>
        <source>导出证件…</source>
        <translation>Export card…</translation>
    </message>
    <message>
        <source>导出证书申请…</source>
        <translation>Certificate request…</translation>
    </message>
    <message>
        <source>本机，口令</source>
        <translation>here, passphrase</translation>
    </message>
    <message>
        <source>密码设备</source>
        <translation>token</translation>
    </message>
    <message>
        <source>已导出：{name}</source>
        <translation>Exported: {name}</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>valid</translation>
    </message>
    <message>
        <source>有效期至 {end}</source>
        <translation>until {end}</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>这是表头行</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>从此行开始是数据</source>
        <translation>Data from here</translation>
    </message>
    <message>
        <source>到此行结束</source>
        <translation>Last row</translation>
    </message>
    <message>
        <source>保留此行</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>去掉此行</source>
        <translation>Leave out</translation>
    </message>
</context>
<context>
    <name>PilotPanel</name>
    <message>
        <source>试点指标</source>
        <translation>Pilot indicators</translation>
    </message>
    <message>
        <source>指标</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>现状</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>目标</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>差距</source>
        <translation>Shortfall</translation>
    </message>
    <message>
        <source>接下来要做的</source>
        <translation>What to do next</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>数据集</source>
        <translation>Dataset</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>没有超期、缺依据或待开放的数据集</source>
        <translation>Nothing is overdue, lacks a basis or waits to be opened</translation>
    </message>
    <message>
        <source>各领域已开放</source>
        <translation>Opened by domain</translation>
    </message>
    <message>
        <source>更新超期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>缺不开放依据</source>
        <translation>No basis for not opening</translation>
    </message>
    <message>
        <source>建议开放</source>
        <translation>To be opened next</translation>
    </message>
    <message>
        <source>超期 {n} 天</source>
        <translation>days overdue: {n}</translation>
    </message>
    <message>
        <source>请在目录中注明法律依据</source>
        <translation>State the legal basis in the entry</translation>
    </message>
</context>
<context>
    <name>PlanFiles</name>
    <message>
        <source>打开版面方案</source>
        <translation>Open a layout plan</translation>
    </message>
    <message>
        <source>{name}-版面方案.json</source>
        <translation>{name}-layout.json</translation>
    </message>
    <message>
        <source>保存版面方案</source>
        <translation>Save the layout plan</translation>
    </message>
    <message>
        <source>版面方案 (*.json)</source>
        <translation>Layout plans (*.json)</translation>
    </message>
</context>
<context>
    <name>PlatformChoice</name>
    <message>
        <source>按哪个平台检查</source>
        <translation>Judge by platform</translation>
    </message>
    <message numerus="yes">
        <source>平台会退回：{n} 处须改正。</source>
        <translation>
            <numerusform>The platform would refuse it: {n} place to mend.</numerusform>
            <numerusform>The platform would refuse it: {n} places to mend.</numerusform>
        </translation>
    </message>
    <message>
        <source>平台不会因目录退回。</source>
        <translation>The platform would not refuse the entry.</translation>
    </message>
</context>
<context>
    <name>PolicyDialog</name>
    <message>
        <source>管理员策略</source>
        <translation>Administrators&apos; policy</translation>
    </message>
    <message>
        <source>设置的来源</source>
        <translation>Where settings come from</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Setting</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>值</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>没有设置</source>
        <translation>No settings</translation>
    </message>
    <message>
        <source>策略的限制</source>
        <translation>What the policy restricts</translation>
    </message>
    <message>
        <source>限制</source>
        <translation>Restriction</translation>
    </message>
    <message>
        <source>允许的</source>
        <translation>Allowed</translation>
    </message>
    <message>
        <source>策略没有禁止什么</source>
        <translation>The policy forbids nothing</translation>
    </message>
    <message>
        <source>安装策略包…</source>
        <translation>Install a policy pack…</translation>
    </message>
    <message>
        <source>正在核验策略包</source>
        <translation>Verifying the policy pack</translation>
    </message>
    <message>
        <source>选择策略包</source>
        <translation>Choose a policy pack</translation>
    </message>
    <message>
        <source>策略包 (*.json)</source>
        <translation>Policy packs (*.json)</translation>
    </message>
    <message>
        <source>启用 {organisation} 的策略第 {version} 版？</source>
        <translation>Put version {version} of {organisation}’s policy in force?</translation>
    </message>
    <message>
        <source>第一次启用时，请与管理员核对单位名单的摘要：
{digest}</source>
        <translation>The first time, compare the digest of the roles document with the administrators:
{digest}</translation>
    </message>
    <message>
        <source>正在启用策略</source>
        <translation>Putting the policy in force</translation>
    </message>
    <message>
        <source>已启用。</source>
        <translation>It is in force.</translation>
    </message>
    <message>
        <source>策略</source>
        <translation>Policy</translation>
    </message>
    <message>
        <source>本机没有管理员策略，全部设置由使用者决定</source>
        <translation>There is no administrators&apos; policy on this computer; every setting is its users&apos;</translation>
    </message>
    <message>
        <source>制定单位</source>
        <translation>Issued by</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>签署</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>到期</source>
        <translation>Ends</translation>
    </message>
    <message>
        <source>摘要</source>
        <translation>Digest</translation>
    </message>
    <message>
        <source>随程序安装</source>
        <translation>came with the program</translation>
    </message>
    <message>
        <source>由管理员放置在本机</source>
        <translation>laid on this computer by administrators</translation>
    </message>
    <message>
        <source>此前验证过的副本</source>
        <translation>a copy that was verified before</translation>
    </message>
    <message>
        <source>平台</source>
        <translation>Platforms</translation>
    </message>
    <message>
        <source>规则包</source>
        <translation>Rule packs</translation>
    </message>
    <message>
        <source>审查路线</source>
        <translation>Routes</translation>
    </message>
    <message>
        <source>单位名单</source>
        <translation>Roles documents</translation>
    </message>
</context>
<context>
    <name>PolicyMark</name>
    <message>
        <source>管理员策略需要处理…</source>
        <translation>The policy needs attention…</translation>
    </message>
</context>
<context>
    <name>PopulationChoice</name>
    <message>
        <source>总体数据表…</source>
        <translation>Population…</translation>
    </message>
    <message>
        <source>总体数据表：表中的人身处其中的所有人，列名与本表的准标识符相同</source>
        <translation>Population: everybody among whom the table&apos;s persons hide, in columns called like its quasi-identifiers</translation>
    </message>
    <message>
        <source>选择总体数据表</source>
        <translation>Choose the table of the population</translation>
    </message>
</context>
<context>
    <name>Populations</name>
    <message>
        <source>k-映射需要总体数据表：请点“k-匿名…”选择文件</source>
        <translation>k-map needs a table of the population: choose its file under k-anonymity…</translation>
    </message>
</context>
<context>
    <name>QualityPage</name>
    <message>
        <source>问题</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>例如第几行</source>
        <translation>Rows, for example</translation>
    </message>
    <message>
        <source>没有发现问题</source>
        <translation>No problems were found</translation>
    </message>
    <message>
        <source>质量评分</source>
        <translation>Quality scores</translation>
    </message>
    <message>
        <source>运行质检</source>
        <translation>Check quality</translation>
    </message>
    <message>
        <source>还没有质检。点“运行质检”开始。</source>
        <translation>Quality has not been checked yet. Press “Check quality”.</translation>
    </message>
    <message>
        <source>总分</source>
        <translation>Overall</translation>
    </message>
    <message>
        <source>机器可读：一行表头，列名齐全，没有重名。</source>
        <translation>Machine-readable: one header row, every column named, no name twice.</translation>
    </message>
    <message>
        <source>机器读取有困难：有缺失或重复的列名。</source>
        <translation>Hard to read for a machine: column names are missing or repeated.</translation>
    </message>
    <message>
        <source>质检 {name}</source>
        <translation>Checking {name}</translation>
    </message>
    <message>
        <source>源文件的机器可读性</source>
        <translation>How machine-readable the source file was</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>机器读取的障碍</source>
        <translation>Obstacles</translation>
    </message>
    <message>
        <source>没有发现障碍</source>
        <translation>No obstacle was found</translation>
    </message>
    <message>
        <source>程度</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>维度</source>
        <translation>Dimension</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>自定义规则…</source>
        <translation>Own rules…</translation>
    </message>
    <message>
        <source>导出报告…</source>
        <translation>Export report…</translation>
    </message>
    <message>
        <source>已处理</source>
        <translation>Mended</translation>
    </message>
    <message>
        <source>待处理</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>规则已更改，请重新运行质检。</source>
        <translation>The rules have changed; run the check again.</translation>
    </message>
    <message>
        <source>网页报告</source>
        <translation>Web page</translation>
    </message>
    <message>
        <source>标注表，含数据的值</source>
        <translation>Marked workbook, with the data&apos;s values</translation>
    </message>
    <message>
        <source>{name}-质检报告</source>
        <translation>{name}-quality report</translation>
    </message>
    <message>
        <source>导出质检报告</source>
        <translation>Export quality report</translation>
    </message>
    <message>
        <source>已导出：{name}</source>
        <translation>Exported: {name}</translation>
    </message>
    <message>
        <source>标注表含有数据的值，请按数据本身的要求保管。</source>
        <translation>The marked workbook holds the data&apos;s values: keep it as you keep the data.</translation>
    </message>
    <message>
        <source>双击查看所在的行</source>
        <translation>Double-click to see the row</translation>
    </message>
    <message>
        <source>质量走势…</source>
        <translation>Quality over time…</translation>
    </message>
    <message>
        <source>总分走势图</source>
        <translation>Total score over time, drawn</translation>
    </message>
    <message>
        <source>总分走势</source>
        <translation>Total score over time</translation>
    </message>
    <message>
        <source>还没有质检</source>
        <translation>Not checked yet</translation>
    </message>
    <message>
        <source>修复…</source>
        <translation>Repair…</translation>
    </message>
</context>
<context>
    <name>QualityRulesDialog</name>
    <message>
        <source>自定义质量规则</source>
        <translation>Own quality rules</translation>
    </message>
    <message>
        <source>规则文件（JSON）可写：范围、样式、清单、非空、唯一、列间关系、外键。下一次质检起生效；更改记入日志。</source>
        <translation>A file of rules (JSON) may hold ranges, patterns, lists, not blank, unique, relations of columns, foreign keys. They count from the next check on; every change is logged.</translation>
    </message>
    <message>
        <source>规则文件</source>
        <translation>File of rules</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose file…</translation>
    </message>
    <message>
        <source>停用自定义规则</source>
        <translation>Do without own rules</translation>
    </message>
    <message>
        <source>正在检查规则</source>
        <translation>Checking the rules</translation>
    </message>
    <message numerus="yes">
        <source>正在使用 {n} 条，其中 {here} 条适用于本表</source>
        <translation>
            <numerusform>{n} rule in use, {here} of them for this table</numerusform>
            <numerusform>{n} rules in use, {here} of them for this table</numerusform>
        </translation>
    </message>
    <message>
        <source>没有自定义规则</source>
        <translation>No own rules</translation>
    </message>
    <message>
        <source>质量规则 (*.json)</source>
        <translation>Quality rules (*.json)</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>上传队列</source>
        <translation>Upload queue</translation>
    </message>
    <message>
        <source>发布任务</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>下次尝试</source>
        <translation>Next attempt</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>队列是空的</source>
        <translation>The queue is empty</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>发送上传队列</source>
        <translation>Send the queue</translation>
    </message>
    <message>
        <source>暂停此项</source>
        <translation>Pause this one</translation>
    </message>
    <message>
        <source>继续此项</source>
        <translation>Resume this one</translation>
    </message>
</context>
<context>
    <name>ReadingDialog</name>
    <message>
        <source>通读</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>只看有标记的(&amp;M)</source>
        <translation>Only those &amp;marked</translation>
    </message>
    <message>
        <source>用识别模型再查姓名，较慢(&amp;D)</source>
        <translation>Look for names with the mo&amp;del too, slower</translation>
    </message>
    <message>
        <source>文字</source>
        <translation>Texts</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>{texts} 条不同的文字，{marked} 条中有标记</source>
        <translation>{texts} different texts, {marked} of them marked</translation>
    </message>
    <message>
        <source>第 {first}—{last} 条，共 {all} 条</source>
        <translation>{first}–{last} of {all}</translation>
    </message>
    <message>
        <source>没有文字</source>
        <translation>No texts</translation>
    </message>
    <message>
        <source>第 {row} 行</source>
        <translation>Row {row}</translation>
    </message>
    <message>
        <source>，共 {n} 格</source>
        <translation>, {n} cells in all</translation>
    </message>
    <message>
        <source>疑似姓名</source>
        <translation>name?</translation>
    </message>
    <message>
        <source>离线程序找不全文字中的姓名。请逐条看过：红色是检测发现，黄色是疑似姓名，没有标记的也可能涉及个人。</source>
        <translation>No program finds all names in running text. Please look at each text: red was detected, yellow may be a name, and what is not marked may still be about a person.</translation>
    </message>
    <message>
        <source>很可能是姓名</source>
        <translation>very likely a name</translation>
    </message>
</context>
<context>
    <name>ReceiptPanel</name>
    <message>
        <source>四、平台回执</source>
        <translation>4. The platform&apos;s receipt</translation>
    </message>
    <message>
        <source>撤回…</source>
        <translation>Withdraw…</translation>
    </message>
    <message>
        <source>已送达。平台“{name}”签署的回执已核验并存档。</source>
        <translation>Delivered. The receipt signed by “{name}” was verified and filed.</translation>
    </message>
    <message>
        <source>已发布。平台未签回执，已由“{name}”读回核对并签署交付记录。</source>
        <translation>Published. The platform signed no receipt; {name} read it back, compared it and signed a record of delivery.</translation>
    </message>
    <message>
        <source>已撤回，平台已下架。</source>
        <translation>Withdrawn; the platform has taken it down.</translation>
    </message>
    <message>
        <source>平台</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>收到时间</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>资源代码</source>
        <translation>Resource code</translation>
    </message>
    <message>
        <source>封装包</source>
        <translation>Package</translation>
    </message>
    <message>
        <source>大小</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>{n} 字节</source>
        <translation>{n} bytes</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>撤回的理由</source>
        <translation>Reason for withdrawing</translation>
    </message>
    <message>
        <source>回执</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>上传后显示在这里</source>
        <translation>appears here after the upload</translation>
    </message>
    <message>
        <source>已导出，待平台回执；取回前不算送达。</source>
        <translation>Exported, awaiting the platform&apos;s receipt; not delivered until it is back.</translation>
    </message>
    <message>
        <source>核对码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>导出时间</source>
        <translation>Exported at</translation>
    </message>
</context>
<context>
    <name>RecentFiles</name>
    <message>
        <source>（没有）</source>
        <translation>(none)</translation>
    </message>
    <message>
        <source>清除记录</source>
        <translation>Clear the list</translation>
    </message>
</context>
<context>
    <name>RecheckDialog</name>
    <message>
        <source>动态复查</source>
        <translation>Recheck</translation>
    </message>
    <message>
        <source>复查</source>
        <translation>Rechecks</translation>
    </message>
    <message>
        <source>发布</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>没有需要复查的发布，也没有需要撤回的数据。</source>
        <translation>No release waits to be rechecked, and nothing has to be withdrawn.</translation>
    </message>
    <message>
        <source>复查全部</source>
        <translation>Recheck all</translation>
    </message>
    <message>
        <source>撤回…</source>
        <translation>Withdraw…</translation>
    </message>
    <message>
        <source>检测规则更新后，把存档的脱敏结果用今天的规则再检测一遍。未送达的发布如有新发现，退回到检测步骤；已公开的列在这里，请撤回。</source>
        <translation>When the rules improve, stored outputs are scanned again. A release that is not public yet returns to its review if something is found; what is public already is listed here to be withdrawn.</translation>
    </message>
    <message>
        <source>待复查</source>
        <translation>to be rechecked</translation>
    </message>
    <message numerus="yes">
        <source>检测规则已更新，{n} 个发布需要复查。</source>
        <translation>
            <numerusform>The rules have improved: {n} release has to be rechecked.</numerusform>
            <numerusform>The rules have improved: {n} releases have to be rechecked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>有 {n} 个已公开的数据须撤回。</source>
        <translation>
            <numerusform>{n} public dataset has to be withdrawn.</numerusform>
            <numerusform>{n} public datasets have to be withdrawn.</numerusform>
        </translation>
    </message>
    <message>
        <source>所有发布都已按今天的规则检测。</source>
        <translation>All releases have been scanned by today&apos;s rules.</translation>
    </message>
    <message>
        <source>请先在“送达”步骤选择平台</source>
        <translation>Choose a platform in the step “Deliver” first</translation>
    </message>
    <message>
        <source>须撤回</source>
        <translation>to be withdrawn</translation>
    </message>
    <message>
        <source>已退回检测</source>
        <translation>back at its review</translation>
    </message>
</context>
<context>
    <name>RecipeFiles</name>
    <message>
        <source>打开方案</source>
        <translation>Open recipe</translation>
    </message>
    <message>
        <source>另存方案</source>
        <translation>Save recipe</translation>
    </message>
    <message>
        <source>脱敏方案</source>
        <translation>Recipe</translation>
    </message>
</context>
<context>
    <name>RecipeTable</name>
    <message>
        <source>脱敏方案</source>
        <translation>Recipe</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>发现</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>方法</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>效果</source>
        <translation>Effect</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>“{column}”的脱敏方法</source>
        <translation>Operator for {column}</translation>
    </message>
    <message>
        <source>不处理</source>
        <translation>none</translation>
    </message>
    <message>
        <source>原样公开</source>
        <translation>published as it is</translation>
    </message>
    <message>
        <source>还缺参数</source>
        <translation>a parameter is missing</translation>
    </message>
    <message>
        <source>{column}（与上期不同）</source>
        <translation>{column} (differs from last time)</translation>
    </message>
    <message>
        <source>k-匿名，与其他列一起泛化</source>
        <translation>part of k-anonymity</translation>
    </message>
</context>
<context>
    <name>ReclassifyDialog</name>
    <message>
        <source>改判发现</source>
        <translation>Reclassify a finding</translation>
    </message>
    <message>
        <source>检测结果：{finding}，{level}。改判和理由写入方案，由审查人一并签署；复检按改判后的级别进行。</source>
        <translation>Found: {finding}, {level}. What you say, and why, goes into the recipe for the reviewer to sign; the rescan follows it.</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>正在登记</source>
        <translation>Filing</translation>
    </message>
    <message>
        <source>改判后的处置：{gate}；数据分级：{grade}</source>
        <translation>It will then be: {gate}, {grade}</translation>
    </message>
</context>
<context>
    <name>ReevaluationDialog</name>
    <message>
        <source>重新评估不开放的资源</source>
        <translation>Judge anew what is not opened</translation>
    </message>
    <message>
        <source>评估后仍不予开放：{names}。下一次评估在一年后；评估记入日志。</source>
        <translation>Judged, and still not opened: {names}. The next judgement is in a year; this one goes into the log.</translation>
    </message>
    <message>
        <source>法律依据</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>正在登记</source>
        <translation>Filing</translation>
    </message>
    <message>
        <source>请选择法律依据</source>
        <translation>Choose a legal basis</translation>
    </message>
</context>
<context>
    <name>RegisterDialog</name>
    <message>
        <source>目录登记与试点指标</source>
        <translation>Register and pilot indicators</translation>
    </message>
    <message>
        <source>导入目录表…</source>
        <translation>Import workbook…</translation>
    </message>
    <message>
        <source>导出空白目录表…</source>
        <translation>Export blank workbook…</translation>
    </message>
    <message>
        <source>导出标注表…</source>
        <translation>Export marked workbook…</translation>
    </message>
    <message>
        <source>已登记目录</source>
        <translation>Entries in the register</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>开放类型</source>
        <translation>Opening type</translation>
    </message>
    <message>
        <source>更新周期</source>
        <translation>Update cycle</translation>
    </message>
    <message>
        <source>信息项</source>
        <translation>Information items</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>还没有登记</source>
        <translation>Nothing is registered yet</translation>
    </message>
    <message>
        <source>须改正的单元格</source>
        <translation>Cells to mend</translation>
    </message>
    <message>
        <source>工作表</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>单元格</source>
        <translation>Cells</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>问题</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>试点指标</source>
        <translation>Pilot indicators</translation>
    </message>
    <message>
        <source>读取 {name}</source>
        <translation>Reading {name}</translation>
    </message>
    <message>
        <source>还没有任何目录。请先导出空白目录表，填好后导入；或者导入数据文件，为发布编目。</source>
        <translation>There is no entry yet. Export a blank workbook, fill it in and import it; or import a data file and catalogue its release.</translation>
    </message>
    <message numerus="yes">
        <source>“{name}”有 {n} 处须改正，一条也没有登记。请改正后重新导入。</source>
        <translation>
            <numerusform>{name} has {n} place to mend; nothing was registered. Mend it and import the file again.</numerusform>
            <numerusform>{name} has {n} places to mend; nothing was registered. Mend them and import the file again.</numerusform>
        </translation>
    </message>
    <message>
        <source>登记 {name}</source>
        <translation>Registering {name}</translation>
    </message>
    <message>
        <source>已登记：新增 {added} 条，替换 {replaced} 条。</source>
        <translation>Registered: {added} new, {replaced} replaced.</translation>
    </message>
    <message>
        <source>导入目录表</source>
        <translation>Import workbook</translation>
    </message>
    <message>
        <source>空白目录表</source>
        <translation>Blank workbook</translation>
    </message>
    <message>
        <source>{name}-标注</source>
        <translation>{name}-marked</translation>
    </message>
    <message>
        <source>目录导入表</source>
        <translation>Catalog workbooks</translation>
    </message>
    <message>
        <source>已导出：{name}</source>
        <translation>Exported: {name}</translation>
    </message>
    <message>
        <source>不予开放</source>
        <translation>Not opened</translation>
    </message>
    <message>
        <source>分类体系…</source>
        <translation>Classification…</translation>
    </message>
    <message>
        <source>逐格填写…</source>
        <translation>Fill in a grid…</translation>
    </message>
</context>
<context>
    <name>RehearsalBand</name>
    <message>
        <source>演练：人物和数据都是虚构的，平台就在这台电脑上，什么都不会真正公开</source>
        <translation>Drill: people and data are invented, the platform is on this computer, nothing becomes public</translation>
    </message>
    <message>
        <source>已选演练平台：现在上传的数据不会离开这台电脑，也不会真正公开</source>
        <translation>The practice platform is chosen: what is uploaded now does not leave this computer, nor become public</translation>
    </message>
</context>
<context>
    <name>ReleaseList</name>
    <message>
        <source>发布清单</source>
        <translation>Releases</translation>
    </message>
    <message>
        <source>还没有发布</source>
        <translation>No releases yet</translation>
    </message>
</context>
<context>
    <name>ReleasePage</name>
    <message>
        <source>已完成</source>
        <translation>done</translation>
    </message>
    <message>
        <source>当前步骤</source>
        <translation>current</translation>
    </message>
    <message>
        <source>未到</source>
        <translation>not reached</translation>
    </message>
    <message>
        <source>请先完成：{step}</source>
        <translation>Finish first: {step}</translation>
    </message>
    <message>
        <source>帮助 F1</source>
        <translation>Help F1</translation>
    </message>
</context>
<context>
    <name>RemoveDialog</name>
    <message>
        <source>移除“{name}”的证件</source>
        <translation>Remove {name}&apos;s card</translation>
    </message>
    <message>
        <source>用于离任、调岗：以前签的仍然有效。密钥丢失或被盗的，请用“吊销”。</source>
        <translation>For who has left: what they signed still counts. If the key was lost or stolen, revoke the card.</translation>
    </message>
</context>
<context>
    <name>RenewDialog</name>
    <message>
        <source>续期</source>
        <translation>Renew</translation>
    </message>
    <message>
        <source>名单到期之后，谁也不能签字。各人证件的有效期另外计算。</source>
        <translation>Once the document is over nobody signs. Each card has its own end, too.</translation>
    </message>
    <message>
        <source>有效期至</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>须几人签署</source>
        <translation>How many must sign</translation>
    </message>
</context>
<context>
    <name>RepairDialog</name>
    <message>
        <source>修复机器读取的障碍</source>
        <translation>Repair what stands in the way of programs</translation>
    </message>
    <message>
        <source>可以修复的列</source>
        <translation>Columns that can be repaired</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>改写</source>
        <translation>Rewritten</translation>
    </message>
    <message>
        <source>不变</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>怎样改写</source>
        <translation>How</translation>
    </message>
    <message>
        <source>改写前后</source>
        <translation>Before and after</translation>
    </message>
    <message>
        <source>改写前</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>改写后</source>
        <translation>After</translation>
    </message>
    <message>
        <source>修复</source>
        <translation>Repair</translation>
    </message>
    <message>
        <source>只改写法，不猜、不舍入；改不了的值不变。修复写入处理方案，随后重新处理、编目和质检，下一期照样沿用。</source>
        <translation>Only the writing changes: nothing is guessed or rounded, and what cannot be rewritten stays. The repair becomes a part of the recipe; the table is then treated, described and checked again, and the next period likewise.</translation>
    </message>
    <message>
        <source>修复 {name}</source>
        <translation>Repair {name}</translation>
    </message>
</context>
<context>
    <name>ReplaceDialog</name>
    <message>
        <source>换发“{name}”的证件</source>
        <translation>Replace {name}&apos;s card</translation>
    </message>
    <message>
        <source>旧证件从现在起不再签新的；以前签的仍然有效。</source>
        <translation>From now on the old card signs nothing new; what it signed still counts.</translation>
    </message>
    <message>
        <source>新证件</source>
        <translation>New card</translation>
    </message>
</context>
<context>
    <name>RetentionLimit</name>
    <message>
        <source> 天</source>
        <translation> days</translation>
    </message>
    <message>
        <source>采用</source>
        <translation>Adopt</translation>
    </message>
    <message>
        <source>留存期限</source>
        <translation>Retention</translation>
    </message>
    <message>
        <source>保留天数</source>
        <translation>days kept</translation>
    </message>
</context>
<context>
    <name>RetentionPanel</name>
    <message>
        <source>已到期的原始数据</source>
        <translation>Originals whose time is up</translation>
    </message>
    <message>
        <source>发布</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>文件数</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>没有到期的原始数据</source>
        <translation>No originals are due</translation>
    </message>
    <message>
        <source>销毁的是导入的文件和脱敏前的数据；已公开的数据、证据和日志留存。销毁后无法恢复。</source>
        <translation>What is shredded are the imported files and the data before treatment; published data, evidence and log stay. It cannot be undone.</translation>
    </message>
    <message numerus="yes">
        <source>销毁 {n} 个发布的原始数据…</source>
        <translation>
            <numerusform>Shred the originals of {n} release…</numerusform>
            <numerusform>Shred the originals of {n} releases…</numerusform>
        </translation>
    </message>
    <message>
        <source>销毁原始数据</source>
        <translation>Shred originals</translation>
    </message>
    <message numerus="yes">
        <source>销毁 {n} 个发布的原始数据？</source>
        <translation>
            <numerusform>Shred the originals of {n} release?</numerusform>
            <numerusform>Shred the originals of {n} releases?</numerusform>
        </translation>
    </message>
    <message>
        <source>它们的密钥随即删除，任何人都无法恢复。</source>
        <translation>Their keys are deleted at once; nobody can bring them back.</translation>
    </message>
    <message>
        <source>送达后，原始数据只保留</source>
        <translation>After delivery, originals are kept for</translation>
    </message>
    <message>
        <source>交回审查意见后，收到的原始数据只保留</source>
        <translation>After the answer was sent back, received originals are kept for</translation>
    </message>
    <message>
        <source>送达或交回时间</source>
        <translation>Delivered or answered</translation>
    </message>
    <message>
        <source>移交审查时，原始数据</source>
        <translation>On hand-over for review, originals go along:</translation>
    </message>
</context>
<context>
    <name>RevealDialog</name>
    <message>
        <source>“{column}”的原值</source>
        <translation>Values of “{column}” as they are</translation>
    </message>
    <message>
        <source>原值</source>
        <translation>Values as they are</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>日志已记下谁在何时查看了哪一列、多少个单元格；不记内容。</source>
        <translation>The log now tells who looked at which column and how many cells, and when; it holds no content.</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>标志</source>
        <translation>Marks</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>字样</source>
        <translation>Words</translation>
    </message>
    <message>
        <source>没有发现密级或内部标志</source>
        <translation>No secrecy or internal marks were found</translation>
    </message>
    <message>
        <source>隐藏内容</source>
        <translation>Hidden content</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>没有隐藏内容</source>
        <translation>Nothing is hidden</translation>
    </message>
    <message>
        <source>检测详情</source>
        <translation>Review details</translation>
    </message>
    <message>
        <source>去标识化效果</source>
        <translation>De-identification effect</translation>
    </message>
    <message>
        <source>检测依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>检测结果</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>重新检测</source>
        <translation>Scan again</translation>
    </message>
    <message>
        <source>数据表还没有检测。</source>
        <translation>The table has not been scanned yet.</translation>
    </message>
    <message>
        <source>检测了全部 {rows} 行；{columns} 列有发现，共 {cells} 个单元格</source>
        <translation>all {rows} rows scanned; columns with findings: {columns}; cells: {cells}</translation>
    </message>
    <message>
        <source>检测 {name}</source>
        <translation>Scanning {name}</translation>
    </message>
    <message>
        <source>通读</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>不同的文字</source>
        <translation>Distinct texts</translation>
    </message>
    <message>
        <source>平均字数</source>
        <translation>Mean length</translation>
    </message>
    <message>
        <source>疑似姓名（抽样）</source>
        <translation>Suspected names (sample)</translation>
    </message>
    <message>
        <source>没有须由人通读的长文本列</source>
        <translation>No column of running text has to be read by a person</translation>
    </message>
    <message>
        <source>通读文字…</source>
        <translation>Read texts…</translation>
    </message>
    <message>
        <source>重识别风险</source>
        <translation>Re-identification</translation>
    </message>
    <message>
        <source>汇聚风险</source>
        <translation>Convergence</translation>
    </message>
    <message>
        <source>数据分级：{grade}</source>
        <translation>Grade of the data: {grade}</translation>
    </message>
    <message>
        <source>{n} 处 / {tried} 条</source>
        <translation>{n} in {tried} texts</translation>
    </message>
    <message>
        <source>与上期比较</source>
        <translation>Since the last period</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>版本或摘要</source>
        <translation>Version or digest</translation>
    </message>
    <message>
        <source>检测器</source>
        <translation>detector</translation>
    </message>
    <message>
        <source>规则包</source>
        <translation>rule pack</translation>
    </message>
</context>
<context>
    <name>RevokeDialog</name>
    <message>
        <source>吊销“{name}”的证件</source>
        <translation>Revoke {name}&apos;s card</translation>
    </message>
    <message>
        <source>从这个时间起，这把密钥签的一律不算；此前签的，须有平台回执作证。不能撤回。</source>
        <translation>From that time on nothing that the key signed counts; before it, what a platform&apos;s receipt has witnessed. It cannot be taken back.</translation>
    </message>
    <message>
        <source>密钥何时可能落入他人之手</source>
        <translation>Since when others may have had the key</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>例如：UKey 遗失</source>
        <translation>e.g. the token was lost</translation>
    </message>
</context>
<context>
    <name>RiskPanel</name>
    <message>
        <source>计算风险</source>
        <translation>Compute</translation>
    </message>
    <message>
        <source>风险指标</source>
        <translation>Risk figures</translation>
    </message>
    <message>
        <source>指标</source>
        <translation>Figure</translation>
    </message>
    <message>
        <source>数值</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>含义</source>
        <translation>Meaning</translation>
    </message>
    <message>
        <source>勾选准标识符后点“计算风险”</source>
        <translation>Tick the quasi-identifiers, then compute</translation>
    </message>
    <message>
        <source>对应的行</source>
        <translation>Rows behind it</translation>
    </message>
    <message>
        <source>行号</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>选一个指标，查看对应的行</source>
        <translation>Choose a figure to see the rows behind it</translation>
    </message>
    <message>
        <source>请至少勾选一列</source>
        <translation>Tick a column at least</translation>
    </message>
    <message>
        <source>正在处理，请稍候。</source>
        <translation>Work is under way; please wait.</translation>
    </message>
    <message>
        <source>（不计算）</source>
        <translation>(none)</translation>
    </message>
    <message>
        <source>计算风险 {name}</source>
        <translation>Computing the risk of {name}</translation>
    </message>
    <message>
        <source>这个指标没有对应的行</source>
        <translation>No rows belong to this figure</translation>
    </message>
    <message>
        <source>共享方式</source>
        <translation>Sharing</translation>
    </message>
    <message>
        <source>敏感列（l、t）</source>
        <translation>Sensitive column (l, t)</translation>
    </message>
    <message>
        <source>汇总表的数值列</source>
        <translation>Aggregate: magnitude</translation>
    </message>
    <message>
        <source>汇总表的贡献者</source>
        <translation>Aggregate: contributor</translation>
    </message>
    <message>
        <source>计数列（查过小的数）</source>
        <translation>Small counts in</translation>
    </message>
</context>
<context>
    <name>RolesForm</name>
    <message>
        <source>从文件添加…</source>
        <translation>Add from files…</translation>
    </message>
    <message>
        <source>正在写入</source>
        <translation>Writing</translation>
    </message>
    <message>
        <source>选择证件</source>
        <translation>Choose cards</translation>
    </message>
    <message>
        <source>证件</source>
        <translation>Card</translation>
    </message>
</context>
<context>
    <name>RolesPanel</name>
    <message>
        <source>新建名单…</source>
        <translation>New document…</translation>
    </message>
    <message>
        <source>打开名单…</source>
        <translation>Open document…</translation>
    </message>
    <message>
        <source>名单上的证件</source>
        <translation>Cards of the document</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Staff number</translation>
    </message>
    <message>
        <source>角色</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>自</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>至</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>证件指纹</source>
        <translation>Fingerprint</translation>
    </message>
    <message>
        <source>先打开或新建一份名单</source>
        <translation>Open a document, or begin a new one</translation>
    </message>
    <message>
        <source>添加证件…</source>
        <translation>Add a card…</translation>
    </message>
    <message>
        <source>换发…</source>
        <translation>Replace…</translation>
    </message>
    <message>
        <source>移除…</source>
        <translation>Remove…</translation>
    </message>
    <message>
        <source>吊销…</source>
        <translation>Revoke…</translation>
    </message>
    <message>
        <source>续期…</source>
        <translation>Renew…</translation>
    </message>
    <message>
        <source>签署…</source>
        <translation>Sign…</translation>
    </message>
    <message>
        <source>采用…</source>
        <translation>Adopt…</translation>
    </message>
    <message>
        <source>正在使用：{organisation} 第 {n} 版，至 {end}</source>
        <translation>In use: {organisation}, version {n}, until {end}</translation>
    </message>
    <message>
        <source>还没有采用名单：工作区里建的身份都算数。</source>
        <translation>No document is in use: every identity of the workspace counts.</translation>
    </message>
    <message>
        <source>签署名单</source>
        <translation>Sign the roles document</translation>
    </message>
    <message>
        <source>{file}：{organisation} 第 {n} 版，至 {end}，摘要 {digest}</source>
        <translation>{file}: {organisation}, version {n}, until {end}, digest {digest}</translation>
    </message>
    <message>
        <source>还差 {n} 名管理员签署</source>
        <translation>Signatures missing: {n}</translation>
    </message>
    <message>
        <source>签署齐全，可以采用</source>
        <translation>All signatures are there; it can be adopted</translation>
    </message>
    <message>
        <source>已吊销</source>
        <translation>revoked</translation>
    </message>
    <message>
        <source>已到期</source>
        <translation>over</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>valid</translation>
    </message>
    <message>
        <source>尚未生效</source>
        <translation>not yet</translation>
    </message>
    <message>
        <source>打开名单</source>
        <translation>Open document</translation>
    </message>
    <message>
        <source>单位名单</source>
        <translation>Roles document</translation>
    </message>
    <message>
        <source>新名单存到哪里</source>
        <translation>Where the new document goes</translation>
    </message>
</context>
<context>
    <name>RotationDialog</name>
    <message>
        <source>更换工作区密钥</source>
        <translation>Change the workspace key</translation>
    </message>
    <message>
        <source>数据库和全部文件用新密钥重新加密。以前抄走的密钥打不开今后写入的内容。恢复密钥、系统密钥环和下面的口令继续有效；其他口令失效，需要重新添加。中途停止不会丢失内容，下次从停下的地方继续。</source>
        <translation>The database and every file are encrypted anew. A key that was copied before does not open what is written from now on. The recovery key, the system&apos;s keyring and the passphrase below go on working; other passphrases do not and have to be added again. If it is stopped, nothing is lost, and the next time it goes on from there.</translation>
    </message>
    <message>
        <source>工作区口令</source>
        <translation>Workspace passphrase</translation>
    </message>
</context>
<context>
    <name>RuleDialog</name>
    <message>
        <source>质量规则</source>
        <translation>Quality rules</translation>
    </message>
    <message>
        <source>先试用，看本表有多少行违反，再保存。空白单元格只由“非空”检查。</source>
        <translation>Try it first: see how many rows of this table break it, then keep it. Blank cells are only checked by “not blank”.</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>谁要求的，哪一份文件</source>
        <translation>who asks for it, and where</translation>
    </message>
    <message>
        <source>程度</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>提示语</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>可不填</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>试用</source>
        <translation>Try</translation>
    </message>
    <message>
        <source>正在读取规则</source>
        <translation>Reading the rule</translation>
    </message>
    <message>
        <source>正在试用</source>
        <translation>Trying the rule</translation>
    </message>
    <message>
        <source>本表没有规则所说的列。</source>
        <translation>This table has no column that the rule speaks of.</translation>
    </message>
    <message>
        <source>本表没有违反的行。</source>
        <translation>No row of this table breaks it.</translation>
    </message>
    <message>
        <source>{said}（例如第 {rows} 行）</source>
        <translation>{said} (such as row {rows})</translation>
    </message>
    <message>
        <source>一行一个</source>
        <translation>one a line</translation>
    </message>
    <message>
        <source>例如：合计 == 男 + 女</source>
        <translation>such as: total == men + women</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>合起来不得重复的列</source>
        <translation>Columns that together never come again</translation>
    </message>
    <message>
        <source>最小值</source>
        <translation>Least</translation>
    </message>
    <message>
        <source>最大值</source>
        <translation>Greatest</translation>
    </message>
    <message>
        <source>正则表达式，须匹配全文</source>
        <translation>Regular expression, of the whole text</translation>
    </message>
    <message>
        <source>允许的值</source>
        <translation>Allowed values</translation>
    </message>
    <message>
        <source>关系式</source>
        <translation>Expression</translation>
    </message>
    <message>
        <source>另一数据集</source>
        <translation>Other dataset</translation>
    </message>
    <message>
        <source>其中的列</source>
        <translation>Its column</translation>
    </message>
</context>
<context>
    <name>RulesDialog</name>
    <message>
        <source>自定义质量规则</source>
        <translation>Own quality rules</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>本表违反</source>
        <translation>Hits here</translation>
    </message>
    <message>
        <source>程度</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>要求</source>
        <translation>Requirement</translation>
    </message>
    <message>
        <source>没有自定义规则</source>
        <translation>No own rules</translation>
    </message>
    <message>
        <source>新建…</source>
        <translation>New…</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>换用规则文件…</source>
        <translation>Use a file of rules…</translation>
    </message>
    <message>
        <source>导出规则文件…</source>
        <translation>Export as a file…</translation>
    </message>
    <message>
        <source>保存质量规则</source>
        <translation>Keep the quality rules</translation>
    </message>
    <message>
        <source>不适用</source>
        <translation>not about this table</translation>
    </message>
    <message>
        <source>无法核对</source>
        <translation>not checked</translation>
    </message>
    <message>
        <source>指向文件的外键请在规则文件中修改</source>
        <translation>A foreign key into a file is changed in the file of rules</translation>
    </message>
    <message>
        <source>导出规则文件</source>
        <translation>Export the rules</translation>
    </message>
    <message>
        <source>质量规则</source>
        <translation>Quality rules</translation>
    </message>
    <message>
        <source>已导出：{name}</source>
        <translation>Exported: {name}</translation>
    </message>
    <message>
        <source>下一次质检起生效；更改记入日志。与 quality --rules 读取的文件格式相同。</source>
        <translation>In force from the next check on; changes go into the log. The format is that of the files that quality --rules reads.</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
</context>
<context>
    <name>SearchResults</name>
    <message>
        <source>搜索结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>前 {n} 条，共 {total} 条</source>
        <translation>The first {n} of {total}</translation>
    </message>
    <message>
        <source>没有找到。可试试名称、代码、拼音首字母或日期。</source>
        <translation>Nothing found. Try a name, a code, pinyin initials or a date.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>快捷键</source>
        <translation>Shortcuts</translation>
    </message>
    <message>
        <source>菜单</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>表格</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>复制选中的行，以制表符分隔</source>
        <translation>Copy the selected rows, tabs between</translation>
    </message>
    <message>
        <source>没有快捷键的操作可在“全部命令”（Ctrl+K）中按名称执行。</source>
        <translation>What has no shortcut is run by name in “All commands” (Ctrl+K).</translation>
    </message>
    <message>
        <source>检测结果</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>查看原值、确认、改判、排除、撤回判断</source>
        <translation>show values, confirm, reclassify, dismiss, take back</translation>
    </message>
</context>
<context>
    <name>Shortfalls</name>
    <message>
        <source>已达标</source>
        <translation>reached</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>首页</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>导入文件…</source>
        <translation>Import a file…</translation>
    </message>
    <message>
        <source>发布清单</source>
        <translation>Releases</translation>
    </message>
</context>
<context>
    <name>SignoffPage</name>
    <message>
        <source>签署审查意见</source>
        <translation>Sign the verdict</translation>
    </message>
    <message>
        <source>请写明依据和理由</source>
        <translation>State the basis and the reason</translation>
    </message>
    <message>
        <source>送审之后才能签署</source>
        <translation>It can be signed once it is submitted</translation>
    </message>
    <message>
        <source>已签署</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>当前登录的是{role}。审查须由另一人用本人的密钥签署。</source>
        <translation>The {role} is logged in. Another person must sign the review with their own key.</translation>
    </message>
    <message>
        <source>当前登录的是{role}。</source>
        <translation>The {role} is logged in.</translation>
    </message>
    <message>
        <source>审查人：{name}（{person}）</source>
        <translation>Reviewer: {name} ({person})</translation>
    </message>
    <message>
        <source>审查意见：{opinion}</source>
        <translation>Verdict: {opinion}</translation>
    </message>
    <message>
        <source>送审 {name}</source>
        <translation>Submitting {name}</translation>
    </message>
    <message>
        <source>签署 {name}</source>
        <translation>Signing {name}</translation>
    </message>
    <message>
        <source>审查依据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>通读“{column}”…</source>
        <translation>Read “{column}”…</translation>
    </message>
    <message>
        <source>请先通读：{columns}</source>
        <translation>Please read first: {columns}</translation>
    </message>
    <message>
        <source>逐格批注（{n}）…</source>
        <translation>Comments ({n})…</translation>
    </message>
    <message>
        <source>已送审，等待{level}签署意见，期限 {due}。</source>
        <translation>Submitted; awaiting the {level}, due {due}.</translation>
    </message>
    <message numerus="yes">
        <source>已逾期 {n} 个工作日。</source>
        <translation>
            <numerusform>{n} working day overdue.</numerusform>
            <numerusform>{n} working days overdue.</numerusform>
        </translation>
    </message>
    <message>
        <source>与上次批准相比</source>
        <translation>Since the last approval</translation>
    </message>
    <message>
        <source>保密审查表</source>
        <translation>Review form</translation>
    </message>
    <message>
        <source>风险评估报告</source>
        <translation>Risk report</translation>
    </message>
    <message>
        <source>审查表和风险报告</source>
        <translation>Review form and risk report</translation>
    </message>
    <message>
        <source>文书</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>要公开的数据</source>
        <translation>Data to be published</translation>
    </message>
    <message>
        <source>由送审的电脑送达，请交回审查意见</source>
        <translation>It is delivered where it came from; hand back the verdict</translation>
    </message>
</context>
<context>
    <name>SinceApprovedPanel</name>
    <message>
        <source>与上次批准相比</source>
        <translation>Since the last approval</translation>
    </message>
    <message>
        <source>方面</source>
        <translation>Aspect</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>上次批准</source>
        <translation>Last approved</translation>
    </message>
    <message>
        <source>本次</source>
        <translation>This one</translation>
    </message>
    <message>
        <source>没有不同</source>
        <translation>No difference</translation>
    </message>
    <message>
        <source>正在与上次批准的发布比较…</source>
        <translation>Comparing with what was last approved…</translation>
    </message>
    <message>
        <source>没有批准过这样的数据：请从头审查。</source>
        <translation>No such data has been approved before: review it from the start.</translation>
    </message>
    <message numerus="yes">
        <source>与“{name}”相比有 {n} 处不同。</source>
        <translation>
            <numerusform>There is {n} difference from “{name}”.</numerusform>
            <numerusform>There are {n} differences from “{name}”.</numerusform>
        </translation>
    </message>
    <message>
        <source>k-匿名</source>
        <translation>k-anonymity</translation>
    </message>
    <message>
        <source>输出检查</source>
        <translation>Checks of the output</translation>
    </message>
    <message>
        <source>表格版式</source>
        <translation>Layout</translation>
    </message>
    <message>
        <source>规则包</source>
        <translation>Rule packs</translation>
    </message>
    <message>
        <source>处理方案</source>
        <translation>Treatments</translation>
    </message>
    <message>
        <source>目录信息</source>
        <translation>Catalog entry</translation>
    </message>
    <message>
        <source>数据</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>对发现的判断</source>
        <translation>judgement of a finding</translation>
    </message>
</context>
<context>
    <name>SlotDialog</name>
    <message>
        <source>添加打开方式：{kind}</source>
        <translation>Add a way to open: {kind}</translation>
    </message>
    <message>
        <source>更换：{kind}</source>
        <translation>Change: {kind}</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>例如归谁保管</source>
        <translation>For example, who keeps it</translation>
    </message>
    <message>
        <source>知道口令的人都能打开这个工作区。口令忘记后无法找回。</source>
        <translation>Whoever knows the passphrase can open this workspace. A forgotten one cannot be found again.</translation>
    </message>
    <message>
        <source>工作区口令</source>
        <translation>Workspace passphrase</translation>
    </message>
    <message>
        <source>工作区口令（再次）</source>
        <translation>Workspace passphrase (again)</translation>
    </message>
    <message>
        <source>选择本单位的恢复公钥；私钥锁在保险柜里，人员变动时用它打开。</source>
        <translation>Choose the agency&apos;s public recovery key; the private one lies in the safe and opens the workspace when people leave.</translation>
    </message>
    <message>
        <source>恢复公钥</source>
        <translation>Public recovery key</translation>
    </message>
    <message>
        <source>选择…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>登录这台电脑的本人打开工作区时不再输入口令。</source>
        <translation>Whoever is logged in to this computer opens the workspace without a passphrase.</translation>
    </message>
    <message>
        <source>正在写入</source>
        <translation>Writing</translation>
    </message>
</context>
<context>
    <name>SlotsPanel</name>
    <message>
        <source>打开方式</source>
        <translation>Ways to open</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>Way</translation>
    </message>
    <message>
        <source>添加时间</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>添加…</source>
        <translation>Add…</translation>
    </message>
    <message>
        <source>更换…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>移除…</source>
        <translation>Remove…</translation>
    </message>
    <message>
        <source>已损坏：{files}</source>
        <translation>Damaged: {files}</translation>
    </message>
    <message>
        <source>移除打开方式</source>
        <translation>Remove a way to open</translation>
    </message>
    <message>
        <source>移除“{way}”？此后用它打不开这个工作区。</source>
        <translation>Remove “{way}”? It will open this workspace no more.</translation>
    </message>
    <message>
        <source>更换密钥…</source>
        <translation>Change key…</translation>
    </message>
    <message>
        <source>任何一种方式都能打开整个工作区。移除之后，以前的备份仍可用它打开；要让抄走的密钥失效，请更换密钥。</source>
        <translation>Any of these opens the whole workspace. What is removed still opens earlier backups; to make a copied key useless, change the key.</translation>
    </message>
    <message>
        <source>更换密钥没有做完，可以接着做。</source>
        <translation>The change of the key is not finished; it can be gone on with.</translation>
    </message>
</context>
<context>
    <name>StopDialog</name>
    <message>
        <source>紧急下架</source>
        <translation>Emergency stop</translation>
    </message>
    <message>
        <source>将下架的数据</source>
        <translation>What will be taken down</translation>
    </message>
    <message>
        <source>发布</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>主题分类</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>提供方</source>
        <translation>Provider</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>这个平台上没有符合条件的已公开数据</source>
        <translation>This platform holds nothing of that kind</translation>
    </message>
    <message>
        <source>请先在“送达”页选择平台配置。</source>
        <translation>Choose a platform profile on the page Deliver first.</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>签字并下架 {n} 个</source>
        <translation>Sign and take down {n}</translation>
    </message>
    <message>
        <source>已下架</source>
        <translation>Taken down</translation>
    </message>
    <message>
        <source>已下架 {done} 个，仍公开 {left} 个。</source>
        <translation>{done} taken down, {left} still public.</translation>
    </message>
    <message>
        <source>下架的理由</source>
        <translation>Reason for taking down</translation>
    </message>
    <message>
        <source>一次签字，平台即下架所选范围内的全部数据；连不上的会列出，可以再试。</source>
        <translation>One signature, and the platform takes down everything in the chosen scope; what could not be reached is listed and can be tried again.</translation>
    </message>
</context>
<context>
    <name>SubmitPanel</name>
    <message>
        <source>一、承办人送审</source>
        <translation>1. The clerk submits</translation>
    </message>
    <message>
        <source>送审并签字</source>
        <translation>Sign and submit for review</translation>
    </message>
    <message>
        <source>已送审并签字</source>
        <translation>Signed and submitted</translation>
    </message>
</context>
<context>
    <name>SupportDialog</name>
    <message>
        <source>导出诊断信息</source>
        <translation>Export diagnostics</translation>
    </message>
    <message>
        <source>以下是将要保存的全部内容：版本、设置、操作记录和自检结果。不含姓名、文件名、数据集名称、口令和任何数据。请过目后再保存。</source>
        <translation>This is all that will be saved: versions, settings, acts and the self-check. No names of persons, files or datasets, no passphrases and no data. Look it over before saving.</translation>
    </message>
    <message>
        <source>保存为 zip…</source>
        <translation>Save as zip…</translation>
    </message>
    <message>
        <source>已保存：{path}</source>
        <translation>Saved: {path}</translation>
    </message>
    <message>
        <source>保存诊断信息</source>
        <translation>Save diagnostics</translation>
    </message>
</context>
<context>
    <name>TextChoice</name>
    <message>
        <source>自动识别</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>逗号 ,</source>
        <translation>Comma ,</translation>
    </message>
    <message>
        <source>制表符</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>分号 ;</source>
        <translation>Semicolon ;</translation>
    </message>
    <message>
        <source>竖线 |</source>
        <translation>Bar |</translation>
    </message>
    <message>
        <source>全角逗号 ，</source>
        <translation>Wide comma ，</translation>
    </message>
    <message>
        <source>自动识别（{encoding}）</source>
        <translation>Automatic ({encoding})</translation>
    </message>
    <message>
        <source>分隔符(&amp;D)</source>
        <translation>&amp;Delimiter</translation>
    </message>
    <message>
        <source>编码(&amp;E)</source>
        <translation>&amp;Encoding</translation>
    </message>
</context>
<context>
    <name>TokenChoice</name>
    <message>
        <source>选择…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>重新查找</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>厂商的 PKCS#11 库</source>
        <translation>The maker&apos;s PKCS#11 library</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>密钥名称</source>
        <translation>Name of the key</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>已有的密钥，或新密钥的名称</source>
        <translation>a key that is there, or a new name</translation>
    </message>
    <message>
        <source>没有插着的设备。插好后点“重新查找”。</source>
        <translation>There is no token. Plug one in, then “Look again”.</translation>
    </message>
    <message>
        <source>PKCS#11 库</source>
        <translation>PKCS#11 library</translation>
    </message>
</context>
<context>
    <name>TourBar</name>
    <message>
        <source>导入示例</source>
        <translation>Import the example</translation>
    </message>
    <message>
        <source>离开演练</source>
        <translation>Leave the drill</translation>
    </message>
    <message>
        <source>{step}/{of} {title}</source>
        <translation>{step}/{of} {title}</translation>
    </message>
</context>
<context>
    <name>TreatmentPanel</name>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>前 20 行对照</source>
        <translation>First 20 rows</translation>
    </message>
    <message>
        <source>处理前</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>处理后</source>
        <translation>After</translation>
    </message>
    <message>
        <source>（删除）</source>
        <translation>(dropped)</translation>
    </message>
</context>
<context>
    <name>TrendDialog</name>
    <message>
        <source>质量走势</source>
        <translation>Quality over time</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>总分</source>
        <translation>Overall</translation>
    </message>
    <message>
        <source>问题</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>正在读取</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>质量走势图</source>
        <translation>Quality over time, drawn</translation>
    </message>
    <message>
        <source>同一数据集历次质检的得分；比上一次低的标有 ▼。</source>
        <translation>The scores of one dataset&apos;s checks; what fell since the last is marked ▼.</translation>
    </message>
</context>
<context>
    <name>TrustDialog</name>
    <message>
        <source>身份与信任</source>
        <translation>Identities and trust</translation>
    </message>
    <message>
        <source>身份</source>
        <translation>Identities</translation>
    </message>
    <message>
        <source>单位名单</source>
        <translation>Roles document</translation>
    </message>
    <message>
        <source>证书机构</source>
        <translation>Certificate authority</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
</context>
<context>
    <name>UnlockDialog</name>
    <message>
        <source>打开工作区</source>
        <translation>Open workspace</translation>
    </message>
    <message>
        <source>工作区口令</source>
        <translation>Workspace passphrase</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>签名口令</source>
        <translation>Signing passphrase</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>正在打开密钥</source>
        <translation>Opening the key</translation>
    </message>
    <message>
        <source>正在打开工作区</source>
        <translation>Opening the workspace</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Log in</translation>
    </message>
</context>
<context>
    <name>UpdateDialog</name>
    <message>
        <source>更新</source>
        <translation>Updates</translation>
    </message>
    <message>
        <source>检查更新</source>
        <translation>Look for updates</translation>
    </message>
    <message>
        <source>取得新版本</source>
        <translation>Fetch the new version</translation>
    </message>
    <message>
        <source>换上新版本…</source>
        <translation>Put the new version in place…</translation>
    </message>
    <message>
        <source>程序不会自行检查或更新：只有在这里或命令行中操作时才读取更新源。</source>
        <translation>The program neither looks for updates nor installs them by itself: the source is read only by what is done here or on the command line.</translation>
    </message>
    <message>
        <source>已安装</source>
        <translation>Installed</translation>
    </message>
    <message>
        <source>安装方式</source>
        <translation>How it was installed</translation>
    </message>
    <message>
        <source>更新源</source>
        <translation>Source of updates</translation>
    </message>
    <message>
        <source>源中的新版本</source>
        <translation>New version at the source</translation>
    </message>
    <message>
        <source>已取得</source>
        <translation>Fetched</translation>
    </message>
    <message>
        <source>从源码运行</source>
        <translation>Runs from its source</translation>
    </message>
    <message>
        <source>软件包管理器</source>
        <translation>By the package manager</translation>
    </message>
    <message>
        <source>{place}（{source}）</source>
        <translation>{place} ({source})</translation>
    </message>
    <message>
        <source>没有，不更新</source>
        <translation>none, so no updates</translation>
    </message>
    <message>
        <source>正在检查更新</source>
        <translation>Looking for updates</translation>
    </message>
    <message>
        <source>没有新版本。</source>
        <translation>There is no newer version.</translation>
    </message>
    <message>
        <source>有新版本 {version}，需要取得 {size} MB。</source>
        <translation>There is a new version {version}; {size} MB are to be fetched.</translation>
    </message>
    <message>
        <source>正在取得新版本</source>
        <translation>Fetching the new version</translation>
    </message>
    <message>
        <source>安装包存放的文件夹</source>
        <translation>Folder for the package</translation>
    </message>
    <message>
        <source>正在取得安装包</source>
        <translation>Fetching the package</translation>
    </message>
    <message>
        <source>已核验。请以管理员身份运行：apt-get install {file}</source>
        <translation>It is verified. Run as administrator: apt-get install {file}</translation>
    </message>
    <message>
        <source>已取得并逐个文件核对。换上时程序会关闭。</source>
        <translation>It was fetched and every file proven. The program closes when it is put in place.</translation>
    </message>
    <message>
        <source>现在换上新版本？</source>
        <translation>Put the new version in place now?</translation>
    </message>
    <message>
        <source>新版本通过自检后才换上，换上后再自检一次；不通过就恢复原版本。程序随后关闭。</source>
        <translation>The new version must pass its self-check first, and once more where it is to stay; if it does not, the version of before comes back. Then the program closes.</translation>
    </message>
    <message>
        <source>正在换上新版本</source>
        <translation>Putting the new version in place</translation>
    </message>
</context>
<context>
    <name>UpkeepMark</name>
    <message numerus="yes">
        <source>规则已更新：{n} 个发布待处理…</source>
        <translation>
            <numerusform>Rules have improved: {n} release to see to…</numerusform>
            <numerusform>Rules have improved: {n} releases to see to…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerdictForm</name>
    <message>
        <source>二、审查签署</source>
        <translation>2. Review and sign</translation>
    </message>
    <message>
        <source>审查人登录…</source>
        <translation>Reviewer logs in…</translation>
    </message>
    <message>
        <source>新建审查人…</source>
        <translation>New reviewer…</translation>
    </message>
    <message>
        <source>汇聚比对…</source>
        <translation>Convergence…</translation>
    </message>
    <message>
        <source>去标识化效果…</source>
        <translation>De-identification effect…</translation>
    </message>
    <message>
        <source>审查表和风险报告…</source>
        <translation>Review form and risk report…</translation>
    </message>
    <message>
        <source>逐格批注…</source>
        <translation>Comments…</translation>
    </message>
    <message>
        <source>通读文字…</source>
        <translation>Read texts…</translation>
    </message>
    <message>
        <source>签署审查意见</source>
        <translation>Sign the verdict</translation>
    </message>
    <message>
        <source>送审时自动比对</source>
        <translation>It is compared when it is submitted</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>WelcomeDialog</name>
    <message>
        <source>新建工作区</source>
        <translation>New workspace</translation>
    </message>
    <message>
        <source>工作区是本机上的一个文件夹，里面的文件都加密保存。请记住两个口令：工作区口令打开文件夹，签名口令代表您本人签字。口令丢失后无法找回。</source>
        <translation>A workspace is a folder on this computer; everything in it is encrypted. Remember two passphrases: the workspace passphrase opens the folder, the signing passphrase signs in your name. A lost passphrase cannot be recovered.</translation>
    </message>
    <message>
        <source>文件夹</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>工作区口令</source>
        <translation>Workspace passphrase</translation>
    </message>
    <message>
        <source>工作区口令（再次）</source>
        <translation>Workspace passphrase (again)</translation>
    </message>
    <message>
        <source>单位全称</source>
        <translation>Full name of the agency</translation>
    </message>
    <message>
        <source>例如：某市教育局</source>
        <translation>e.g. the Education Bureau of a city</translation>
    </message>
    <message>
        <source>统一社会信用代码</source>
        <translation>Unified social credit code</translation>
    </message>
    <message>
        <source>18 位</source>
        <translation>18 characters</translation>
    </message>
    <message>
        <source>正在新建工作区</source>
        <translation>Making the workspace</translation>
    </message>
    <message>
        <source>浏览…</source>
        <translation>Browse…</translation>
    </message>
    <message>
        <source>选择文件夹</source>
        <translation>Choose a folder</translation>
    </message>
    <message>
        <source>先用虚构的数据试一试</source>
        <translation>Try it with invented data first</translation>
    </message>
    <message>
        <source>统一社会信用代码有误：应为 18 位数字和大写字母，末位是校验码。请对照登记证书核对。</source>
        <translation>The unified social credit code is wrong: it has 18 digits and capital letters, the last of which checks the others. Compare it with the certificate.</translation>
    </message>
    <message>
        <source>正在准备演练</source>
        <translation>Preparing the drill</translation>
    </message>
</context>
<context>
    <name>WithdrawDialog</name>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>撤回“{name}”</source>
        <translation>Withdraw “{name}”</translation>
    </message>
    <message>
        <source>平台收到签字的撤回通知后下架数据。已被下载的副本收不回来，因此留存摘要继续保留。</source>
        <translation>The platform takes the data down on a signed notice. Copies that were downloaded cannot be called back, so the sketch stays.</translation>
    </message>
    <message>
        <source>撤回的理由</source>
        <translation>Reason for withdrawing</translation>
    </message>
    <message>
        <source>撤回 {name}</source>
        <translation>Withdrawing {name}</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>查看(&amp;V)</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <source>转到(&amp;G)</source>
        <translation>&amp;Go</translation>
    </message>
    <message>
        <source>工作区(&amp;W)</source>
        <translation>&amp;Workspace</translation>
    </message>
    <message>
        <source>帮助(&amp;H)</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>文件(&amp;F)</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>导入文件(&amp;O)…</source>
        <translation>Imp&amp;ort a file…</translation>
    </message>
    <message>
        <source>导入文件夹(&amp;D)…</source>
        <translation>Import a fol&amp;der…</translation>
    </message>
    <message>
        <source>为当前发布追加新一期(&amp;N)…</source>
        <translation>Append a &amp;new period to this release…</translation>
    </message>
    <message>
        <source>与共享文件夹同步(&amp;Y)</source>
        <translation>S&amp;ync with the shared folder</translation>
    </message>
    <message>
        <source>复制发布编号和名称(&amp;C)</source>
        <translation>&amp;Copy number and name of the release</translation>
    </message>
    <message>
        <source>最近的文件(&amp;R)</source>
        <translation>&amp;Recent files</translation>
    </message>
    <message>
        <source>退出(&amp;X)</source>
        <translation>E&amp;xit</translation>
    </message>
    <message>
        <source>全部命令(&amp;K)…</source>
        <translation>All &amp;commands…</translation>
    </message>
    <message>
        <source>刷新(&amp;R)</source>
        <translation>&amp;Refresh</translation>
    </message>
    <message>
        <source>语言 / &amp;Language</source>
        <translation>语言 / &amp;Language</translation>
    </message>
    <message>
        <source>外观(&amp;A)</source>
        <translation>&amp;Appearance</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>Follow the system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>首页(&amp;H)</source>
        <translation>&amp;Home</translation>
    </message>
    <message>
        <source>搜索(&amp;F)…</source>
        <translation>&amp;Find…</translation>
    </message>
    <message>
        <source>新建身份(&amp;I)…</source>
        <translation>New &amp;identity…</translation>
    </message>
    <message>
        <source>切换身份(&amp;S)…</source>
        <translation>&amp;Switch identity…</translation>
    </message>
    <message>
        <source>目录登记与试点指标(&amp;C)…</source>
        <translation>Register and pilot indi&amp;cators…</translation>
    </message>
    <message>
        <source>动态复查(&amp;R)…</source>
        <translation>&amp;Recheck…</translation>
    </message>
    <message>
        <source>分级和本单位规则(&amp;G)…</source>
        <translation>&amp;Grades and own rules…</translation>
    </message>
    <message>
        <source>打开另一个工作区(&amp;O)…</source>
        <translation>&amp;Open another workspace…</translation>
    </message>
    <message>
        <source>密钥与留存(&amp;K)…</source>
        <translation>&amp;Keys and retention…</translation>
    </message>
    <message>
        <source>每月审查汇总表(&amp;M)…</source>
        <translation>&amp;Monthly summary of reviews…</translation>
    </message>
    <message>
        <source>紧急下架(&amp;E)…</source>
        <translation>&amp;Emergency stop…</translation>
    </message>
    <message>
        <source>日志(&amp;L)…</source>
        <translation>&amp;Log…</translation>
    </message>
    <message>
        <source>核验日志(&amp;V)</source>
        <translation>&amp;Verify the log</translation>
    </message>
    <message>
        <source>快捷键(&amp;K)…</source>
        <translation>Shortcut &amp;keys…</translation>
    </message>
    <message>
        <source>试一试：用示例演练(&amp;T)…</source>
        <translation>&amp;Try it: a drill with the example…</translation>
    </message>
    <message>
        <source>导出诊断信息(&amp;S)…</source>
        <translation>Export diagno&amp;stics…</translation>
    </message>
    <message>
        <source>关于(&amp;A)</source>
        <translation>&amp;About</translation>
    </message>
    <message>
        <source>收取送审单、审查意见或名片(&amp;T)…</source>
        <translation>Recei&amp;ve a request, a verdict or a card…</translation>
    </message>
    <message>
        <source>管理员策略(&amp;P)…</source>
        <translation>Administrators&apos; &amp;policy…</translation>
    </message>
    <message>
        <source>身份与信任(&amp;T)…</source>
        <translation>Identities and &amp;trust…</translation>
    </message>
    <message>
        <source>本页帮助(&amp;P)</source>
        <translation>Help for this &amp;page</translation>
    </message>
    <message>
        <source>使用指南(&amp;G)…</source>
        <translation>&amp;Guide…</translation>
    </message>
    <message>
        <source>第一天：从安装到回执(&amp;D)…</source>
        <translation>The first &amp;day: from the install to the receipt…</translation>
    </message>
    <message>
        <source>更新(&amp;U)…</source>
        <translation>&amp;Updates…</translation>
    </message>
    <message>
        <source>导出我的名片(&amp;Y)…</source>
        <translation>Export m&amp;y card…</translation>
    </message>
    <message>
        <source>来信(&amp;N)…</source>
        <translation>Letters &amp;from the public…</translation>
    </message>
    <message>
        <source>粘贴表格(&amp;P)</source>
        <translation>&amp;Paste a table</translation>
    </message>
    <message>
        <source>导出处理后的数据(&amp;E)…</source>
        <translation>&amp;Export the treated data…</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>程序出了意外</source>
        <translation>Something unexpected happened</translation>
    </message>
    <message>
        <source>已完成的步骤都已保存。请重试；若再次出现，请把详情和“帮助”菜单里的诊断信息交给维护人员。</source>
        <translation>All finished steps are saved. Try again; if it comes back, give the details and the diagnostics of the menu Help to your maintainers.</translation>
    </message>
    <message>
        <source>文件 {it}</source>
        <translation>file {it}</translation>
    </message>
    <message>
        <source>工作表 {it}</source>
        <translation>sheet {it}</translation>
    </message>
    <message>
        <source>第 {it} 行</source>
        <translation>row {it}</translation>
    </message>
    <message>
        <source>“{it}”列</source>
        <translation>column “{it}”</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>giving_up</name>
    <message>
        <source>版面已经改动，但还没有导入。</source>
        <translation>The layout was changed, but nothing has been imported yet.</translation>
    </message>
    <message>
        <source>不导入而关闭，改动就会丢失。</source>
        <translation>If you close now without importing, the changes are lost.</translation>
    </message>
    <message>
        <source>按改动后的版面导入(&amp;I)</source>
        <translation>&amp;Import as changed</translation>
    </message>
    <message>
        <source>放弃改动(&amp;D)</source>
        <translation>&amp;Discard the changes</translation>
    </message>
    <message>
        <source>继续核对(&amp;C)</source>
        <translation>&amp;Continue checking</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>zh</source>
        <translation>en</translation>
    </message>
    <message>
        <source>使用指南</source>
        <translation>Guide</translation>
    </message>
</context>
<context>
    <name>menus</name>
    <message>
        <source>公开 {version}</source>
        <translation>Gongkai {version}</translation>
    </message>
    <message>
        <source>政府数据公开工作站：导入、检测、脱敏、编目、质检、审查、送达。Apache-2.0 许可。</source>
        <translation>A publishing workstation for government open data: import, review, desensitize, catalog, quality, sign-off, delivery. Apache-2.0 licence.</translation>
    </message>
    <message>
        <source>请先处理数据</source>
        <translation>Treat the data first</translation>
    </message>
</context>
<context>
    <name>message</name>
    <message>
        <source>公开</source>
        <translation>Gongkai</translation>
    </message>
</context>
<context>
    <name>tour</name>
    <message>
        <source>先导入一张表。点“导入示例”：窗口会画出表格本来的样子，数据以外的行都有底色；看过后点“导入”。</source>
        <translation>Click “Import the example”. The sheet is drawn as it is, rows that are no data in colour; look, then click “Import”.</translation>
    </message>
    <message>
        <source>点“重新检测”，找出不能直接公开的内容。</source>
        <translation>Click “Scan again” to find what cannot be published as it is.</translation>
    </message>
    <message>
        <source>这里列出每一列里查到的敏感内容，示例值已遮蔽。看过后点“下一步”。</source>
        <translation>Here is what was found in each column, with samples masked. Look, then click “Next”.</translation>
    </message>
    <message>
        <source>每列该怎样处理已有建议，可以改。点“执行脱敏并复检”，结果会再查一遍。</source>
        <translation>How each column should be treated is suggested and can be changed. Click “Desensitize and rescan”; the result is scanned once more.</translation>
    </message>
    <message>
        <source>目录信息多半已替您填好，请核对标出的推断值；缺的补上，然后点“保存目录信息”。</source>
        <translation>Most of the entry is filled in for you; check the values marked as inferred, add what is missing, then click “Save the entry”.</translation>
    </message>
    <message>
        <source>点“运行质检”，看看还有哪些差错。</source>
        <translation>Click “Check quality” to see what is still wrong.</translation>
    </message>
    <message>
        <source>点“送审并签字”。您签的是看到的这份数据，以后改一个字都会被发现。</source>
        <translation>Click “Sign and submit for review”. You sign for the data that you see; a single changed character will be noticed.</translation>
    </message>
    <message>
        <source>审查人退回了。按批注修改，再执行一次脱敏，重新送审。</source>
        <translation>The reviewer returned it. Mend what the comments say, desensitize once more and submit again.</translation>
    </message>
    <message>
        <source>点“封装”：数据加密并签字，只有平台能打开。</source>
        <translation>Click “Seal”: the data is encrypted and signed, only the platform can open it.</translation>
    </message>
    <message>
        <source>点“上传”。断了也不要紧，再点一次会接着传。</source>
        <translation>Click “Upload”. If the line breaks, click again and it goes on.</translation>
    </message>
    <message>
        <source>完成了：这是平台签名的回执。真正办理时，步骤完全一样。可以到处看看，再离开演练。</source>
        <translation>Done: this is the receipt that the platform signed. Real work takes the very same steps. Look around, then leave the drill.</translation>
    </message>
    <message>
        <source>自己不能审自己。点“审查人登录…”，选李静，口令是 yanlian；看过左边的依据，写一句理由，点“签署审查意见”。</source>
        <translation>Another person reviews: press “Reviewer logs in…” (李静, passphrase yanlian), weigh the evidence, write a reason, press “Sign the verdict”.</translation>
    </message>
    <message>
        <source>接着到“{step}”这一步。</source>
        <translation>Go on to “{step}”.</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>作者</source>
        <translation>author</translation>
    </message>
    <message>
        <source>最初的作者</source>
        <translation>first author</translation>
    </message>
    <message>
        <source>最后保存者</source>
        <translation>last saved by</translation>
    </message>
    <message>
        <source>登记的用户名</source>
        <translation>registered user</translation>
    </message>
    <message>
        <source>创建时间</source>
        <translation>created</translation>
    </message>
    <message>
        <source>修改时间</source>
        <translation>modified</translation>
    </message>
    <message>
        <source>打印时间</source>
        <translation>printed</translation>
    </message>
    <message>
        <source>打印者</source>
        <translation>printed by</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>subject</translation>
    </message>
    <message>
        <source>关键词</source>
        <translation>keywords</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>comments</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>company</translation>
    </message>
    <message>
        <source>主管</source>
        <translation>manager</translation>
    </message>
    <message>
        <source>制作程序</source>
        <translation>made by</translation>
    </message>
    <message>
        <source>WPS 版本</source>
        <translation>version of WPS</translation>
    </message>
    <message>
        <source>发现国家秘密标志，不得继续。请立即报告本单位保密工作机构。</source>
        <translation>A state secrecy mark was found. Do not go on; report to your confidentiality office at once.</translation>
    </message>
    <message>
        <source>发现不能直接公开的内容，须先脱敏，或由承办人写明保留理由。</source>
        <translation>Some content may not be published as it stands. Desensitize it, or state why it is kept.</translation>
    </message>
    <message>
        <source>没有须脱敏的内容，但有需要留意的用语，请人工核对。</source>
        <translation>Nothing must be desensitized, but some words deserve a second look.</translation>
    </message>
    <message>
        <source>没有发现敏感内容。请继续：如确无需处理，可直接执行脱敏步骤。</source>
        <translation>Nothing sensitive was found. Go on: if nothing needs treatment, just run the desensitize step.</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>title</translation>
    </message>
    <message>
        <source>隐藏的工作表</source>
        <translation>hidden sheet</translation>
    </message>
    <message>
        <source>隐藏的行</source>
        <translation>hidden row</translation>
    </message>
    <message>
        <source>隐藏的列</source>
        <translation>hidden column</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>comment</translation>
    </message>
    <message>
        <source>文档属性</source>
        <translation>document property</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>date</translation>
    </message>
    <message>
        <source>不可还原</source>
        <translation>irreversible</translation>
    </message>
    <message>
        <source>可关联</source>
        <translation>linkable</translation>
    </message>
    <message>
        <source>凭密钥可还原</source>
        <translation>reversible with the key</translation>
    </message>
    <message>
        <source>原样保留</source>
        <translation>kept as it is</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>category</translation>
    </message>
    <message>
        <source>日期归到</source>
        <translation>Dates become</translation>
    </message>
    <message>
        <source>区间宽度</source>
        <translation>Range width</translation>
    </message>
    <message>
        <source>地址归到</source>
        <translation>Addresses become</translation>
    </message>
    <message>
        <source>公开理由</source>
        <translation>Reason to publish</translation>
    </message>
    <message>
        <source>代号位数</source>
        <translation>Digits of the code</translation>
    </message>
    <message>
        <source>样式</source>
        <translation>Shape</translation>
    </message>
    <message>
        <source>前面保留</source>
        <translation>Kept at the start</translation>
    </message>
    <message>
        <source>后面保留</source>
        <translation>Kept at the end</translation>
    </message>
    <message>
        <source>遮蔽字符</source>
        <translation>Character</translation>
    </message>
    <message>
        <source>保留空列</source>
        <translation>Keep an empty column</translation>
    </message>
    <message>
        <source>身份证号保留</source>
        <translation>Keep of ID number</translation>
    </message>
    <message>
        <source>分隔符</source>
        <translation>Separator</translation>
    </message>
    <message>
        <source>小数位或网格码长度</source>
        <translation>Decimals or geohash length</translation>
    </message>
    <message>
        <source>哈希算法</source>
        <translation>Hash function</translation>
    </message>
    <message>
        <source>用于哪次发布</source>
        <translation>For which release</translation>
    </message>
    <message>
        <source>代号前缀</source>
        <translation>Code prefix</translation>
    </message>
    <message>
        <source>保留字符数</source>
        <translation>Characters kept</translation>
    </message>
    <message>
        <source>保留哪一端</source>
        <translation>Side kept</translation>
    </message>
    <message>
        <source>取整到</source>
        <translation>Round to</translation>
    </message>
    <message>
        <source>每组至少行数</source>
        <translation>Rows in a group, at least</translation>
    </message>
    <message>
        <source>下限</source>
        <translation>Lower bound</translation>
    </message>
    <message>
        <source>上限</source>
        <translation>Upper bound</translation>
    </message>
    <message>
        <source>标注</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>少于多少行</source>
        <translation>Fewer rows than</translation>
    </message>
    <message>
        <source>条件</source>
        <translation>Condition</translation>
    </message>
    <message>
        <source>值</source>
        <translation>Values</translation>
    </message>
    <message>
        <source>换成</source>
        <translation>Becomes</translation>
    </message>
    <message>
        <source>对应表</source>
        <translation>Mapping</translation>
    </message>
    <message>
        <source>其余换成</source>
        <translation>Others become</translation>
    </message>
    <message>
        <source>区分列</source>
        <translation>Distinguishing columns</translation>
    </message>
    <message>
        <source>最多偏移天数</source>
        <translation>Most days shifted</translation>
    </message>
    <message>
        <source>噪声分布</source>
        <translation>Noise distribution</translation>
    </message>
    <message>
        <source>隐私预算 ε</source>
        <translation>Privacy budget ε</translation>
    </message>
    <message>
        <source>标准差 σ</source>
        <translation>Standard deviation σ</translation>
    </message>
    <message>
        <source>分组列</source>
        <translation>Grouping columns</translation>
    </message>
    <message>
        <source>最小组行数</source>
        <translation>Rows of the smallest group</translation>
    </message>
    <message>
        <source>替换成</source>
        <translation>Replaced by</translation>
    </message>
    <message>
        <source>加密的字符</source>
        <translation>Encrypted characters</translation>
    </message>
    <message>
        <source>区分串</source>
        <translation>Tweak</translation>
    </message>
    <message>
        <source>加密算法</source>
        <translation>Cipher</translation>
    </message>
    <message>
        <source>无法加密时</source>
        <translation>If it cannot be encrypted</translation>
    </message>
    <message>
        <source>保留性别</source>
        <translation>Keep sex</translation>
    </message>
    <message>
        <source>保留出生年份</source>
        <translation>Keep birth year</translation>
    </message>
    <message>
        <source>数值</source>
        <translation>number</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>年</source>
        <translation>year</translation>
    </message>
    <message>
        <source>季度</source>
        <translation>quarter</translation>
    </message>
    <message>
        <source>月</source>
        <translation>month</translation>
    </message>
    <message>
        <source>省</source>
        <translation>province</translation>
    </message>
    <message>
        <source>市</source>
        <translation>city</translation>
    </message>
    <message>
        <source>区县</source>
        <translation>district</translation>
    </message>
    <message>
        <source>留首尾</source>
        <translation>keep the ends</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>name</translation>
    </message>
    <message>
        <source>邮箱</source>
        <translation>e-mail</translation>
    </message>
    <message>
        <source>单位名称</source>
        <translation>organisation</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>address</translation>
    </message>
    <message>
        <source>电话号码</source>
        <translation>phone number</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>identity number</translation>
    </message>
    <message>
        <source>年代</source>
        <translation>Decade</translation>
    </message>
    <message>
        <source>区划代码</source>
        <translation>Region code</translation>
    </message>
    <message>
        <source>坐标</source>
        <translation>Coordinates</translation>
    </message>
    <message>
        <source>网格码</source>
        <translation>Geohash</translation>
    </message>
    <message>
        <source>车牌</source>
        <translation>Plate</translation>
    </message>
    <message>
        <source>银行卡号</source>
        <translation>Bank card number</translation>
    </message>
    <message>
        <source>按分隔符</source>
        <translation>By separator</translation>
    </message>
    <message>
        <source>地区和出生年份</source>
        <translation>Region and birth year</translation>
    </message>
    <message>
        <source>地区</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>出生年份</source>
        <translation>Birth year</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>SM3（国密）</source>
        <translation>SM3 (national)</translation>
    </message>
    <message>
        <source>开头</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>末尾</source>
        <translation>End</translation>
    </message>
    <message>
        <source>统一社会信用代码</source>
        <translation>Unified social credit code</translation>
    </message>
    <message>
        <source>等于</source>
        <translation>Equals</translation>
    </message>
    <message>
        <source>含有</source>
        <translation>Contains</translation>
    </message>
    <message>
        <source>空白</source>
        <translation>Blank</translation>
    </message>
    <message>
        <source>小于</source>
        <translation>Below</translation>
    </message>
    <message>
        <source>大于</source>
        <translation>Above</translation>
    </message>
    <message>
        <source>罕见</source>
        <translation>Rare</translation>
    </message>
    <message>
        <source>拉普拉斯</source>
        <translation>Laplace</translation>
    </message>
    <message>
        <source>高斯</source>
        <translation>Gaussian</translation>
    </message>
    <message>
        <source>类别名</source>
        <translation>Its kind</translation>
    </message>
    <message>
        <source>星号</source>
        <translation>Stars</translation>
    </message>
    <message>
        <source>数字</source>
        <translation>Digits</translation>
    </message>
    <message>
        <source>数字和大写字母</source>
        <translation>Digits and capitals</translation>
    </message>
    <message>
        <source>数字和字母</source>
        <translation>Digits and letters</translation>
    </message>
    <message>
        <source>汉字</source>
        <translation>Han characters</translation>
    </message>
    <message>
        <source>AES</source>
        <translation>AES</translation>
    </message>
    <message>
        <source>SM4（国密）</source>
        <translation>SM4 (national)</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Leave blank</translation>
    </message>
    <message>
        <source>公开——同意向社会公开</source>
        <translation>公开 — publish</translation>
    </message>
    <message>
        <source>免于公开——依法不公开，退回承办人</source>
        <translation>免于公开 — exempt by law, back to the clerk</translation>
    </message>
    <message>
        <source>退回——修改后重新送审</source>
        <translation>退回 — mend and submit again</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>{name}：{text}</source>
        <translation>{name}: {text}</translation>
    </message>
    <message>
        <source>{name}（{text}）</source>
        <translation>{name} ({text})</translation>
    </message>
    <message>
        <source>定义名称</source>
        <translation>Defined name</translation>
    </message>
    <message>
        <source>外部链接</source>
        <translation>External link</translation>
    </message>
    <message>
        <source>数据透视缓存</source>
        <translation>Pivot cache</translation>
    </message>
    <message>
        <source>自定义 XML</source>
        <translation>Custom XML</translation>
    </message>
    <message>
        <source>嵌入对象</source>
        <translation>Embedded object</translation>
    </message>
    <message>
        <source>图片</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>宏</source>
        <translation>Macro</translation>
    </message>
    <message>
        <source>数据有效性</source>
        <translation>Data validation</translation>
    </message>
    <message>
        <source>页眉页脚</source>
        <translation>Header or footer</translation>
    </message>
    <message>
        <source>与底色同色的文字</source>
        <translation>Text in the colour of its ground</translation>
    </message>
    <message>
        <source>不显示内容的格式</source>
        <translation>Format that shows nothing</translation>
    </message>
    <message>
        <source>修订记录</source>
        <translation>Revision log</translation>
    </message>
    <message>
        <source>数据连接</source>
        <translation>Data connection</translation>
    </message>
    <message>
        <source>筛选条件</source>
        <translation>Filter value</translation>
    </message>
    <message>
        <source>极小的文字</source>
        <translation>Tiny text</translation>
    </message>
    <message>
        <source>图表缓存</source>
        <translation>Chart cache</translation>
    </message>
    <message>
        <source>表头</source>
        <translation>header</translation>
    </message>
    <message>
        <source>数据</source>
        <translation>data</translation>
    </message>
    <message>
        <source>表外</source>
        <translation>outside the table</translation>
    </message>
    <message>
        <source>多出“{column}”</source>
        <translation>“{column}” is new</translation>
    </message>
    <message>
        <source>缺少“{column}”</source>
        <translation>“{column}” is missing</translation>
    </message>
    <message>
        <source>“{column}”改名为“{now}”</source>
        <translation>“{column}” is now “{now}”</translation>
    </message>
    <message>
        <source>“{column}”换了位置</source>
        <translation>“{column}” has moved</translation>
    </message>
    <message>
        <source>各国文字，新系统多用</source>
        <translation>all scripts; usual in newer systems</translation>
    </message>
    <message>
        <source>简体中文，含 GBK 和 GB2312</source>
        <translation>simplified Chinese; GBK and GB2312 too</translation>
    </message>
    <message>
        <source>繁体中文，Big5</source>
        <translation>traditional Chinese, Big5</translation>
    </message>
    <message>
        <source>繁体中文，含香港增补字符</source>
        <translation>traditional Chinese with the characters of Hong Kong</translation>
    </message>
    <message>
        <source>各国文字，Excel 的“Unicode 文本”</source>
        <translation>all scripts; Excel&apos;s “Unicode text”</translation>
    </message>
    <message>
        <source>日文</source>
        <translation>Japanese</translation>
    </message>
    <message>
        <source>韩文</source>
        <translation>Korean</translation>
    </message>
    <message>
        <source>西欧文字</source>
        <translation>Western European</translation>
    </message>
    <message>
        <source>错误</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Warnings</translation>
    </message>
    <message>
        <source>需报审——拿不准，报上一级或保密部门确定</source>
        <translation>Refer upward: unsure, a higher level or the secrecy office decides</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>{name}</translation>
    </message>
    <message>
        <source>由{who}审查</source>
        <translation>being reviewed by {who}</translation>
    </message>
    <message>
        <source>还有 1 天</source>
        <translation>1 day left</translation>
    </message>
    <message>
        <source>已超期 1 天</source>
        <translation>1 day overdue</translation>
    </message>
    <message>
        <source>已超期 {n} 天</source>
        <translation>{n} days overdue</translation>
    </message>
    <message>
        <source>还有 {n} 天</source>
        <translation>{n} days left</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>range</translation>
    </message>
    <message>
        <source>清单</source>
        <translation>list</translation>
    </message>
    <message>
        <source>非空</source>
        <translation>not blank</translation>
    </message>
    <message>
        <source>唯一</source>
        <translation>unique</translation>
    </message>
    <message>
        <source>列间关系</source>
        <translation>across columns</translation>
    </message>
    <message>
        <source>外键</source>
        <translation>foreign key</translation>
    </message>
    <message>
        <source>统一成哪个单位</source>
        <translation>Into which unit</translation>
    </message>
    <message>
        <source>没写单位的就是这个单位</source>
        <translation>Numbers without a unit are in it</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>这一列是</source>
        <translation>What the column holds</translation>
    </message>
    <message>
        <source>相对人的名称</source>
        <translation>names of parties</translation>
    </message>
    <message>
        <source>相对人的证照号码</source>
        <translation>numbers of parties</translation>
    </message>
</context>
</TS>
