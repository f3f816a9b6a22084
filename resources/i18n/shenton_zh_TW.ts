<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
<context>
    <name></name>
    <message>
        <source>Shenton could not start ({error}).</source>
        <translation>Shenton 無法啟動（{error}）。</translation>
    </message>
    <message>
        <source>Bad settings were replaced by the usual ones: {names}.</source>
        <translation>不正確的設定已改回預設值：{names}。</translation>
    </message>
    <message>
        <source>left hip</source>
        <translation>左髖</translation>
    </message>
    <message>
        <source>right hip</source>
        <translation>右髖</translation>
    </message>
    <message>
        <source>both hips</source>
        <translation>雙髖</translation>
    </message>
    <message>
        <source>side uncertain</source>
        <translation>側別不確定</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Indeterminate</source>
        <translation>難以判定</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>無法判讀</translation>
    </message>
    <message>
        <source>AO/OTA class open</source>
        <translation>AO/OTA 分類未定</translation>
    </message>
    <message>
        <source>normal {p} · threshold {threshold:.2f}</source>
        <translation>正常 {p} · 閾值 {threshold:.2f}</translation>
    </message>
    <message>
        <source>AO/OTA class open · threshold {threshold:.2f}</source>
        <translation>AO/OTA 分類未定 · 閾值 {threshold:.2f}</translation>
    </message>
    <message>
        <source>AO/OTA {name} {p} · threshold {threshold:.2f}</source>
        <translation>AO/OTA {name} {p} · 閾值 {threshold:.2f}</translation>
    </message>
    <message>
        <source>The side is uncertain</source>
        <translation>無法確定側別</translation>
    </message>
    <message>
        <source>No fracture found</source>
        <translation>未發現骨折</translation>
    </message>
    <message>
        <source>Fracture likely</source>
        <translation>很可能有骨折</translation>
    </message>
    <message>
        <source>Fracture possible</source>
        <translation>可能有骨折</translation>
    </message>
    <message>
        <source>Fracture likely from {high:.2f}; below, no fracture found.</source>
        <translation>{high:.2f} 以上為很可能有骨折；低於此值為未發現骨折。</translation>
    </message>
    <message>
        <source>Fracture likely from {high:.2f}, possible from {low:.2f}; below, no fracture found.</source>
        <translation>{high:.2f} 以上為很可能有骨折，{low:.2f} 以上為可能有骨折；更低為未發現骨折。</translation>
    </message>
    <message>
        <source>The map points to the right hip</source>
        <translation>熱圖指向右髖</translation>
    </message>
    <message>
        <source>The map points to the left hip</source>
        <translation>熱圖指向左髖</translation>
    </message>
    <message>
        <source>The map points to both hips</source>
        <translation>熱圖指向雙髖</translation>
    </message>
    <message>
        <source>The map points mostly to the right hip</source>
        <translation>熱圖主要指向右髖</translation>
    </message>
    <message>
        <source>The map points mostly to the left hip</source>
        <translation>熱圖主要指向左髖</translation>
    </message>
    <message>
        <source>Weak map: {share} of the scale</source>
        <translation>微弱的熱圖：尺度的 {share}</translation>
    </message>
    <message>
        <source>Map: {share} of the scale</source>
        <translation>熱圖：尺度的 {share}</translation>
    </message>
    <message>
        <source>Threshold “{name}”: {threshold:.3f}, set on {set_on} ({films})</source>
        <translation>閾值「{name}」：{threshold:.3f}，依據 {set_on} 訂定（{films}）</translation>
    </message>
    <message>
        <source>fracture or not</source>
        <translation>有無骨折</translation>
    </message>
    <message>
        <source>A (trochanteric)</source>
        <translation>A（轉子部）</translation>
    </message>
    <message>
        <source>B (neck)</source>
        <translation>B（股骨頸）</translation>
    </message>
    <message>
        <source>class {name}</source>
        <translation>{name} 類</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已作答</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>已修正</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已收回</translation>
    </message>
    <message>
        <source>brought back</source>
        <translation>已恢復</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>依系統設定</translation>
    </message>
    <message>
        <source>fracture</source>
        <translation>骨折</translation>
    </message>
    <message>
        <source>no fracture</source>
        <translation>無骨折</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>未回答</translation>
    </message>
    <message>
        <source>{films} on this computer had been changed or lost and were restored from the pack.</source>
        <translation>本機上的 {films}曾遭更動或遺失，已由研究包復原。</translation>
    </message>
    <message>
        <source>The model&apos;s verdict, frozen when the study was locked: {rule}</source>
        <translation>模型的判定規則，於研究鎖定時固定：{rule}</translation>
    </message>
    <message>
        <source>Not answered: {reason}</source>
        <translation>未回答：{reason}</translation>
    </message>
    <message>
        <source>{count} answer</source>
        <translation>{count} 個回答</translation>
    </message>
    <message>
        <source>{count} answers</source>
        <translation>{count} 個回答</translation>
    </message>
    <message>
        <source>{count} box</source>
        <translation>{count} 個方框</translation>
    </message>
    <message>
        <source>{count} boxes</source>
        <translation>{count} 個方框</translation>
    </message>
    <message>
        <source>{count} day</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>{count} dashed place</source>
        <translation>{count} 處虛線框</translation>
    </message>
    <message>
        <source>{count} dashed places</source>
        <translation>{count} 處虛線框</translation>
    </message>
    <message>
        <source>{count} file</source>
        <translation>{count} 個檔案</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} 個檔案</translation>
    </message>
    <message>
        <source>{count} film</source>
        <translation>{count} 張影像</translation>
    </message>
    <message>
        <source>{count} films</source>
        <translation>{count} 張影像</translation>
    </message>
    <message>
        <source>{count} mark</source>
        <translation>{count} 個標記</translation>
    </message>
    <message>
        <source>{count} marks</source>
        <translation>{count} 個標記</translation>
    </message>
    <message>
        <source>{count} object</source>
        <translation>{count} 個物件</translation>
    </message>
    <message>
        <source>{count} objects</source>
        <translation>{count} 個物件</translation>
    </message>
    <message>
        <source>{count} pack</source>
        <translation>{count} 個研究包</translation>
    </message>
    <message>
        <source>{count} packs</source>
        <translation>{count} 個研究包</translation>
    </message>
    <message>
        <source>{count} patient</source>
        <translation>{count} 位病人</translation>
    </message>
    <message>
        <source>{count} patients</source>
        <translation>{count} 位病人</translation>
    </message>
    <message>
        <source>{count} reader</source>
        <translation>{count} 位閱片者</translation>
    </message>
    <message>
        <source>{count} readers</source>
        <translation>{count} 位閱片者</translation>
    </message>
    <message>
        <source>{count} reading</source>
        <translation>{count} 筆判讀</translation>
    </message>
    <message>
        <source>{count} readings</source>
        <translation>{count} 筆判讀</translation>
    </message>
    <message>
        <source>{count} study</source>
        <translation>{count} 筆檢查</translation>
    </message>
    <message>
        <source>{count} studies</source>
        <translation>{count} 筆檢查</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>{words}.</source>
        <translation>{words}。</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>「{words}」</translation>
    </message>
    <message>
        <source>An error inside the program.</source>
        <translation>程式內部發生錯誤。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>檔案(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>檢視(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Reading</source>
        <translation>判讀(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>說明(&amp;H)</translation>
    </message>
    <message>
        <source>Hip</source>
        <translation>髖部</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>側別</translation>
    </message>
    <message>
        <source>Remarks on the film</source>
        <translation>影像備註</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滾輪</translation>
    </message>
    <message>
        <source>&amp;Studies</source>
        <translation>研究(&amp;S)</translation>
    </message>
    <message>
        <source>Fi&amp;lm</source>
        <translation>影像(&amp;L)</translation>
    </message>
    <message>
        <source>Mea&amp;sure</source>
        <translation>測量(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比較(&amp;C)</translation>
    </message>
    <message>
        <source>Open films…</source>
        <translation>開啟影像…</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>開啟資料夾…</translation>
    </message>
    <message>
        <source>Copy the film without names</source>
        <translation>複製影像，不含姓名</translation>
    </message>
    <message>
        <source>Copy the film with names</source>
        <translation>複製影像，含姓名</translation>
    </message>
    <message>
        <source>Print the film as shown…</source>
        <translation>依畫面列印影像…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>偏好設定…</translation>
    </message>
    <message>
        <source>Next unread film</source>
        <translation>下一張未判讀影像</translation>
    </message>
    <message>
        <source>AI</source>
        <translation>模型回答</translation>
    </message>
    <message>
        <source>Left button: grey window</source>
        <translation>左鍵：灰階窗</translation>
    </message>
    <message>
        <source>Left button: zoom</source>
        <translation>左鍵：縮放</translation>
    </message>
    <message>
        <source>Left button: pan</source>
        <translation>左鍵：平移</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>還原</translation>
    </message>
    <message>
        <source>Undo rotation and mirroring</source>
        <translation>取消旋轉與鏡像</translation>
    </message>
    <message>
        <source>Overlays of the file</source>
        <translation>檔案的疊加層</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>灰階窗</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>縮放</translation>
    </message>
    <message>
        <source>Wheel: next or previous film</source>
        <translation>滾輪：下一張或上一張影像</translation>
    </message>
    <message>
        <source>Wheel: zoom at the cursor</source>
        <translation>滾輪：以游標為中心縮放</translation>
    </message>
    <message>
        <source>Wheel: nothing</source>
        <translation>滾輪：無作用</translation>
    </message>
    <message>
        <source>Ellipse: mean and area</source>
        <translation>橢圓：平均值與面積</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>橢圓</translation>
    </message>
    <message>
        <source>Area drawn by hand</source>
        <translation>手繪區域面積</translation>
    </message>
    <message>
        <source>Centre-edge angle (Wiberg)</source>
        <translation>中心邊緣角 (Wiberg)</translation>
    </message>
    <message>
        <source>Roof angle (Tönnis)</source>
        <translation>髖臼頂角 (Tönnis)</translation>
    </message>
    <message>
        <source>Acetabular index</source>
        <translation>髖臼指數</translation>
    </message>
    <message>
        <source>Shenton&apos;s line</source>
        <translation>Shenton 線</translation>
    </message>
    <message>
        <source>Femoral offset</source>
        <translation>股骨偏距</translation>
    </message>
    <message>
        <source>Leg length</source>
        <translation>腿長</translation>
    </message>
    <message>
        <source>Pelvic obliquity</source>
        <translation>骨盆左右傾斜</translation>
    </message>
    <message>
        <source>Pelvic tilt: symphysis and sacrum</source>
        <translation>骨盆前後傾：恥骨聯合與薦骨</translation>
    </message>
    <message>
        <source>Pelvic rotation: obturator foramina</source>
        <translation>骨盆旋轉：閉孔</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>箭頭</translation>
    </message>
    <message>
        <source>Key image</source>
        <translation>關鍵影像</translation>
    </message>
    <message>
        <source>Change the text…</source>
        <translation>變更文字…</translation>
    </message>
    <message>
        <source>Remove the calibration</source>
        <translation>移除校正</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>鏡像</translation>
    </message>
    <message>
        <source>One film</source>
        <translation>一張影像</translation>
    </message>
    <message>
        <source>Two films</source>
        <translation>兩張影像</translation>
    </message>
    <message>
        <source>Four films</source>
        <translation>四張影像</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>多格</translation>
    </message>
    <message>
        <source>Side uncertain</source>
        <translation>側別不確定</translation>
    </message>
    <message>
        <source>Poor positioning</source>
        <translation>擺位不佳</translation>
    </message>
    <message>
        <source>Implant or foreign body</source>
        <translation>植入物或異物</translation>
    </message>
    <message>
        <source>A fracture elsewhere</source>
        <translation>其他部位骨折</translation>
    </message>
    <message>
        <source>Report sentence…</source>
        <translation>報告文句…</translation>
    </message>
    <message>
        <source>Read a study pack…</source>
        <translation>判讀研究包…</translation>
    </message>
    <message>
        <source>Calibrate to this site…</source>
        <translation>校準至本院…</translation>
    </message>
    <message>
        <source>Show the demonstration films</source>
        <translation>顯示示範影像</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>匯出…</translation>
    </message>
    <message>
        <source>From the PACS…</source>
        <translation>從 PACS 取得…</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>無作用</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好設定</translation>
    </message>
    <message>
        <source>Kinds of preferences</source>
        <translation>偏好設定類別</translation>
    </message>
    <message>
        <source>Language and text</source>
        <translation>語言與文字</translation>
    </message>
    <message>
        <source>PACS</source>
        <translation>PACS</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隱私</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>效能</translation>
    </message>
    <message>
        <source>The model&apos;s answer then cannot influence yours.</source>
        <translation>如此您的回答出於自己的判斷，不受模型的回答影響。</translation>
    </message>
    <message>
        <source>The change takes effect when you close the preferences. Film, draft and panes stay as they are.</source>
        <translation>語言與文字大小在關閉偏好設定時變更。影像、草稿與各格維持原狀。</translation>
    </message>
    <message>
        <source>A key map is a starting point: each key can be changed.</source>
        <translation>每個按鍵都可變更；其餘依此按鍵配置。</translation>
    </message>
    <message>
        <source>Ctrl+wheel always zooms.</source>
        <translation>Ctrl 加滾輪一律為縮放。</translation>
    </message>
    <message>
        <source>The next film is then ready at once. If off, the computer rests between films.</source>
        <translation>如此下一張影像可立即顯示。關閉時，電腦在影像之間休息。</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Keys and mouse…</source>
        <translation>按鍵與滑鼠…</translation>
    </message>
    <message>
        <source>Wheel over a film</source>
        <translation>影像上的滾輪</translation>
    </message>
    <message>
        <source>Nothing goes over the network unless you ask a PACS for it.</source>
        <translation>除非您向 PACS 提出要求，否則不會有任何資料經過網路。</translation>
    </message>
    <message>
        <source>Remember folders and film for the next start</source>
        <translation>記住資料夾與影像，供下次啟動使用</translation>
    </message>
    <message>
        <source>Forget them now</source>
        <translation>立即清除</translation>
    </message>
    <message>
        <source>Only the paths are remembered, on this computer. They name a patient only where your folders do. Exports, logs and temporary files never hold a patient&apos;s name, number or date.</source>
        <translation>只記住路徑，且只存於本機。除非您的資料夾名稱含有病人姓名，否則路徑不含。匯出內容、記錄檔與暫存檔一律不含病人的姓名、編號或日期。</translation>
    </message>
    <message>
        <source>Forgotten.</source>
        <translation>已清除。</translation>
    </message>
    <message>
        <source>Read and answer films ahead</source>
        <translation>預先讀取影像並產生回答</translation>
    </message>
    <message>
        <source>The model runs on: {provider}</source>
        <translation>模型執行於：{provider}</translation>
    </message>
    <message>
        <source>Send to the PACS…</source>
        <translation>傳送到 PACS…</translation>
    </message>
    <message>
        <source>The store of readings…</source>
        <translation>判讀儲存庫…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>結束</translation>
    </message>
    <message>
        <source>Next film</source>
        <translation>下一張影像</translation>
    </message>
    <message>
        <source>Previous film</source>
        <translation>上一張影像</translation>
    </message>
    <message>
        <source>Read this file again</source>
        <translation>重新讀取此檔案</translation>
    </message>
    <message>
        <source>Search the worklist</source>
        <translation>搜尋工作清單</translation>
    </message>
    <message>
        <source>Heat map although no fracture was found</source>
        <translation>未發現骨折仍顯示熱圖</translation>
    </message>
    <message>
        <source>Hide every overlay</source>
        <translation>隱藏所有疊加標示</translation>
    </message>
    <message>
        <source>Invert the greys</source>
        <translation>灰階反轉</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>反相</translation>
    </message>
    <message>
        <source>Fit the film</source>
        <translation>符合視窗</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>符合視窗</translation>
    </message>
    <message>
        <source>One film pixel per screen pixel</source>
        <translation>影像與螢幕像素一比一</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>The film&apos;s own window</source>
        <translation>影像本身的灰階窗</translation>
    </message>
    <message>
        <source>Rotate to the right</source>
        <translation>向右旋轉</translation>
    </message>
    <message>
        <source>Mirror the display</source>
        <translation>左右鏡像顯示</translation>
    </message>
    <message>
        <source>Corner texts</source>
        <translation>四角文字</translation>
    </message>
    <message>
        <source>Window: automatic</source>
        <translation>灰階窗：自動</translation>
    </message>
    <message>
        <source>Window: bone</source>
        <translation>灰階窗：骨骼</translation>
    </message>
    <message>
        <source>Window: soft tissue</source>
        <translation>灰階窗：軟組織</translation>
    </message>
    <message>
        <source>Window: next of the film&apos;s header</source>
        <translation>灰階窗：標頭中的下一個</translation>
    </message>
    <message>
        <source>Local contrast (CLAHE)</source>
        <translation>局部對比 (CLAHE)</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>對比</translation>
    </message>
    <message>
        <source>Loupe with its own window</source>
        <translation>獨立灰階窗的放大鏡</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>說明</translation>
    </message>
    <message>
        <source>True size</source>
        <translation>實際大小</translation>
    </message>
    <message>
        <source>What is its true size? It measures {pixels} pixels on the film. The scale holds for what lies as far from the detector: a ball beside the hip, not one on the table.</source>
        <translation>實際大小是多少？在影像上為 {pixels} 像素。此比例只適用於與偵檢器等距之物：髖部旁的校正球可以，檯面上的不行。</translation>
    </message>
    <message>
        <source>Answer on the film: off, contour, map</source>
        <translation>影像上的回答：關閉、輪廓、熱圖</translation>
    </message>
    <message>
        <source>Stretch a weak heat map to this film</source>
        <translation>將微弱的熱圖延展至此影像</translation>
    </message>
    <message>
        <source>Rotate to the left</source>
        <translation>向左旋轉</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全螢幕</translation>
    </message>
    <message>
        <source>Film on the second screen</source>
        <translation>在第二螢幕顯示影像</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>長度</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Neck-shaft angle</source>
        <translation>頸幹角</translation>
    </message>
    <message>
        <source>Neck-shaft</source>
        <translation>頸幹角</translation>
    </message>
    <message>
        <source>Circle by three points</source>
        <translation>三點畫圓</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>圓</translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation>校正…</translation>
    </message>
    <message>
        <source>Opposite hip, mirrored</source>
        <translation>對側髖，鏡像</translation>
    </message>
    <message>
        <source>Blink the two hips</source>
        <translation>兩髖交替顯示</translation>
    </message>
    <message>
        <source>The other hip</source>
        <translation>另一側髖</translation>
    </message>
    <message>
        <source>Other films of the patient</source>
        <translation>此病人的其他影像</translation>
    </message>
    <message>
        <source>Priors</source>
        <translation>先前影像</translation>
    </message>
    <message>
        <source>Worklist column</source>
        <translation>工作清單欄</translation>
    </message>
    <message>
        <source>Answer column</source>
        <translation>模型回答欄</translation>
    </message>
    <message>
        <source>Film only</source>
        <translation>只顯示影像</translation>
    </message>
    <message>
        <source>Agree, or save the change</source>
        <translation>同意，或儲存變更</translation>
    </message>
    <message>
        <source>Agree or save, then the next film</source>
        <translation>同意或儲存，然後下一張</translation>
    </message>
    <message>
        <source>Right hip</source>
        <translation>右髖</translation>
    </message>
    <message>
        <source>Left hip</source>
        <translation>左髖</translation>
    </message>
    <message>
        <source>Both hips</source>
        <translation>雙髖</translation>
    </message>
    <message>
        <source>Draw a box</source>
        <translation>畫方框</translation>
    </message>
    <message>
        <source>Mark a point</source>
        <translation>標記一點</translation>
    </message>
    <message>
        <source>Remove the selected mark</source>
        <translation>移除選取的標記</translation>
    </message>
    <message>
        <source>Remove every mark</source>
        <translation>移除所有標記</translation>
    </message>
    <message>
        <source>More confident</source>
        <translation>提高信心</translation>
    </message>
    <message>
        <source>Less confident</source>
        <translation>降低信心</translation>
    </message>
    <message>
        <source>Write a comment</source>
        <translation>寫備註</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Stop drawing, leave a field, close a message, stop looking for films</source>
        <translation>停止繪製、離開欄位、關閉訊息、停止尋找影像</translation>
    </message>
    <message>
        <source>History of this film&apos;s answers…</source>
        <translation>此影像的作答歷程…</translation>
    </message>
    <message>
        <source>Hide the model&apos;s answer until I have answered</source>
        <translation>我作答前隱藏模型的回答</translation>
    </message>
    <message>
        <source>Settle where readers differ</source>
        <translation>裁定閱片者的分歧</translation>
    </message>
    <message>
        <source>Your pseudonym…</source>
        <translation>您的代號…</translation>
    </message>
    <message>
        <source>Reader studies…</source>
        <translation>閱片研究…</translation>
    </message>
    <message>
        <source>Verify statistics…</source>
        <translation>驗證統計…</translation>
    </message>
    <message>
        <source>Operating point…</source>
        <translation>操作點…</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>模型…</translation>
    </message>
    <message>
        <source>Display check…</source>
        <translation>螢幕檢查…</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>按鍵與滑鼠</translation>
    </message>
    <message>
        <source>About Shenton</source>
        <translation>關於 Shenton</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 或 </translation>
    </message>
    <message>
        <source>hold {key}</source>
        <translation>按住 {key}</translation>
    </message>
    <message>
        <source>A guess at a report&apos;s wording by a model that learned from reports; not a finding.</source>
        <translation>這是由學習過報告的模型所猜測的報告用語，並非判讀所見。</translation>
    </message>
    <message>
        <source>Model trained wholly or partly on synthetic films.</source>
        <translation>此模型全部或部分以合成影像訓練。</translation>
    </message>
    <message>
        <source>Model trained on synthetic hip films.</source>
        <translation>此模型以合成髖部影像訓練。</translation>
    </message>
    <message>
        <source>All fractures that trained this model are synthetic.</source>
        <translation>此模型訓練所用的骨折全為合成。</translation>
    </message>
    <message>
        <source>What the model would write</source>
        <translation>模型會寫的內容</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>選擇模型…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試一次</translation>
    </message>
    <message>
        <source>Read the file once more (F5)</source>
        <translation>再讀取一次檔案 (F5)</translation>
    </message>
    <message>
        <source>Open a film to get an answer.</source>
        <translation>開啟影像即可取得回答。</translation>
    </message>
    <message>
        <source>Working on the answer</source>
        <translation>正在產生回答</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Classes, threshold…</source>
        <translation>分類、閾值…</translation>
    </message>
    <message>
        <source>Choose another film, or try again.</source>
        <translation>請選擇其他影像，或再試一次。</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>沒有回答</translation>
    </message>
    <message>
        <source>Hidden until you have answered</source>
        <translation>您作答前隱藏</translation>
    </message>
    <message>
        <source>You have seen the answer to this film before: yours is recorded as given with it in sight.</source>
        <translation>您先前已看過此影像的答案：您的回答會記錄為看著該答案作答。</translation>
    </message>
    <message>
        <source>Choose a class and press Enter; then the answer appears.</source>
        <translation>選擇類別並按 Enter，回答即會出現。</translation>
    </message>
    <message>
        <source>The model&apos;s probability of a hip fracture</source>
        <translation>模型估計的髖部骨折機率</translation>
    </message>
    <message>
        <source>The model would write: “{report}”</source>
        <translation>模型會寫：「{report}」</translation>
    </message>
    <message>
        <source>{level} class set: {classes}</source>
        <translation>{level} 分類集合：{classes}</translation>
    </message>
    <message>
        <source>On films like those of its calibration ({films}) this set holds the true class in {level} of the films of each class. It promises nothing for other films.</source>
        <translation>在與校準所用影像（{films}）相似的影像上，各分類中有 {level} 的影像其真實分類落在此集合內。對其他影像不作任何保證。</translation>
    </message>
    <message>
        <source>No side indicated</source>
        <translation>未指出任何髖部</translation>
    </message>
    <message>
        <source>The model has no operating point; 0.50 was not set on any films.</source>
        <translation>此模型未附操作點；0.50 並非依任何影像訂定。</translation>
    </message>
    <message>
        <source>Threshold of your choice: {threshold:.2f}.</source>
        <translation>您選定的閾值：{threshold:.2f}。</translation>
    </message>
    <message>
        <source>Between the sensitive ({low:.2f}) and the specific ({high:.2f}) threshold.</source>
        <translation>介於高敏感閾值（{low:.2f}）與高特異閾值（{high:.2f}）之間。</translation>
    </message>
    <message>
        <source>Site profile “{name}”</source>
        <translation>院所設定檔「{name}」</translation>
    </message>
    <message>
        <source>trochanteric region</source>
        <translation>轉子間區</translation>
    </message>
    <message>
        <source>femoral neck</source>
        <translation>股骨頸</translation>
    </message>
    <message>
        <source>femoral head</source>
        <translation>股骨頭</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>未填</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>信心</translation>
    </message>
    <message>
        <source>Indeterm.</source>
        <translation>難以判定</translation>
    </message>
    <message>
        <source>probability {p}, threshold {threshold:.2f}</source>
        <translation>機率 {p}，閾值 {threshold:.2f}</translation>
    </message>
    <message>
        <source>Threshold in use {threshold:.3f}</source>
        <translation>目前使用的閾值 {threshold:.3f}</translation>
    </message>
    <message>
        <source>possible from {low:.2f} to {high:.2f}</source>
        <translation>可能 {low:.2f} 至 {high:.2f}</translation>
    </message>
    <message>
        <source>threshold {threshold:.2f}</source>
        <translation>閾值 {threshold:.2f}</translation>
    </message>
    <message>
        <source>Film of one hip</source>
        <translation>單側髖影像</translation>
    </message>
    <message>
        <source>Laying the opposite hip over this one…</source>
        <translation>正在將對側髖疊到此側…</translation>
    </message>
    <message>
        <source>left hip, mirrored</source>
        <translation>左髖，鏡像</translation>
    </message>
    <message>
        <source>right hip, mirrored</source>
        <translation>右髖，鏡像</translation>
    </message>
    <message>
        <source>Left hip, mirrored</source>
        <translation>左髖，鏡像</translation>
    </message>
    <message>
        <source>Right hip, mirrored</source>
        <translation>右髖，鏡像</translation>
    </message>
    <message>
        <source>Laid over each other; similarity {similarity:.2f}.</source>
        <translation>已互相疊合；相似度 {similarity:.2f}。</translation>
    </message>
    <message>
        <source>{reason} Mirrored about the middle of the film instead.</source>
        <translation>{reason}改以影像中線鏡像。</translation>
    </message>
    <message>
        <source>Films of a patient are found once they were opened here. Choose a file to compare with.</source>
        <translation>曾在此開啟過的同一病人影像才找得到。請選擇要比較的檔案。</translation>
    </message>
    <message>
        <source>No other film of this patient is known</source>
        <translation>找不到此病人的其他影像</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比較對象</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>正在讀取 {name}…</translation>
    </message>
    <message>
        <source>It could not be read.</source>
        <translation>無法讀取。</translation>
    </message>
    <message>
        <source>Not shown: {name}</source>
        <translation>未顯示：{name}</translation>
    </message>
    <message>
        <source>ANOTHER PATIENT</source>
        <translation>其他病人</translation>
    </message>
    <message>
        <source>ANOTHER NAME</source>
        <translation>姓名不同</translation>
    </message>
    <message>
        <source>Another film, date unknown</source>
        <translation>另一張影像，日期不明</translation>
    </message>
    <message>
        <source>Earlier film</source>
        <translation>較早的影像</translation>
    </message>
    <message>
        <source>Later film</source>
        <translation>較晚的影像</translation>
    </message>
    <message>
        <source>Same day</source>
        <translation>同一天</translation>
    </message>
    <message>
        <source>The same patient number under another name: this film may be somebody else&apos;s. Links are off.</source>
        <translation>病人編號相同但姓名不同：此影像可能屬於他人。連動已關閉。</translation>
    </message>
    <message>
        <source>Another name, and no patient numbers: this film may be somebody else&apos;s. Links are off.</source>
        <translation>姓名不同，且沒有病人編號：此影像可能屬於他人。連動已關閉。</translation>
    </message>
    <message>
        <source>Without patient numbers nobody can say whether this is the same patient.</source>
        <translation>沒有病人編號，無法確定是否為同一病人。</translation>
    </message>
    <message>
        <source>Film compared with</source>
        <translation>用來比較的影像</translation>
    </message>
    <message>
        <source>Other films of this patient</source>
        <translation>此病人的其他影像</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>檔案…</translation>
    </message>
    <message>
        <source>Compare with another file</source>
        <translation>與其他檔案比較</translation>
    </message>
    <message>
        <source>Other hip</source>
        <translation>另一側</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>交替顯示</translation>
    </message>
    <message>
        <source>Link zoom</source>
        <translation>同步縮放</translation>
    </message>
    <message>
        <source>Link window</source>
        <translation>同步灰階窗</translation>
    </message>
    <message>
        <source>Close the comparison (Esc)</source>
        <translation>關閉比較 (Esc)</translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation>關閉比較</translation>
    </message>
    <message>
        <source>No films were found there.</source>
        <translation>該處找不到影像。</translation>
    </message>
    <message>
        <source>Loading {name}…</source>
        <translation>正在載入 {name}…</translation>
    </message>
    <message>
        <source>Looking for films…</source>
        <translation>正在尋找影像…</translation>
    </message>
    <message>
        <source>This file could not be read.</source>
        <translation>無法讀取此檔案。</translation>
    </message>
    <message>
        <source>See the message above.</source>
        <translation>請見上方訊息。</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在讀取檔案…</translation>
    </message>
    <message>
        <source>Tool: {tool}</source>
        <translation>工具：{tool}</translation>
    </message>
    <message>
        <source>The model failed on this film.</source>
        <translation>模型處理此影像失敗。</translation>
    </message>
    <message>
        <source>Looking at the film…</source>
        <translation>正在查看影像…</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>正在載入模型…</translation>
    </message>
    <message>
        <source>No model is in use.</source>
        <translation>目前沒有使用模型。</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>沒有模型</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Reads frontal pelvic radiographs on this computer; the network is touched on your command only. Research use only, not for diagnosis. Apache-2.0.</source>
        <translation>在本機判讀骨盆正面 X 光影像；只有在您下令時才使用網路。僅供研究使用，不可用於診斷。Apache-2.0。</translation>
    </message>
    <message>
        <source>Model, Models… shows its card: what it learned from, its thresholds, and what was measured.</source>
        <translation>訓練資料、閾值與測量結果見選單「模型」&gt;「模型…」中的模型卡。</translation>
    </message>
    <message>
        <source>Model: {name} {version}, SHA-256 {sha256}…, {provider}</source>
        <translation>模型：{name} {version}，SHA-256 {sha256}…，{provider}</translation>
    </message>
    <message>
        <source>Look at the demonstration films first</source>
        <translation>先看示範影像</translation>
    </message>
    <message>
        <source>In a folder, or on a disc</source>
        <translation>在資料夾或光碟中</translation>
    </message>
    <message>
        <source>In a PACS</source>
        <translation>在 PACS 中</translation>
    </message>
    <message>
        <source>Welcome to Shenton</source>
        <translation>歡迎使用 Shenton</translation>
    </message>
    <message>
        <source>My own answer first</source>
        <translation>先由我作答</translation>
    </message>
    <message>
        <source>The model&apos;s answer at once</source>
        <translation>立即顯示模型的回答</translation>
    </message>
    <message>
        <source>The model&apos;s answer is hidden until you have saved yours, so it cannot influence you.</source>
        <translation>在您儲存回答之前隱藏模型的回答，使您的回答不受其影響。</translation>
    </message>
    <message>
        <source>The model&apos;s answer is shown beside the film; Enter agrees with it.</source>
        <translation>模型的回答顯示於影像旁，按 Enter 即可同意。</translation>
    </message>
    <message>
        <source>The demonstration films are also in the Help menu.</source>
        <translation>示範影像可於「說明」選單再次開啟。</translation>
    </message>
    <message>
        <source>Your pseudonym</source>
        <translation>您的代號</translation>
    </message>
    <message>
        <source>Readings are kept and exported under this code. Letters, digits, - and _; not your name.</source>
        <translation>判讀以此代號保存及匯出。可用字母、數字、- 與 _；請勿使用您的姓名。</translation>
    </message>
    <message>
        <source>Who reads?</source>
        <translation>由誰判讀？</translation>
    </message>
    <message>
        <source>Whose answer comes first?</source>
        <translation>誰先作答？</translation>
    </message>
    <message>
        <source>Where are the films?</source>
        <translation>影像在哪裡？</translation>
    </message>
    <message>
        <source>Step {at} of {count}</source>
        <translation>第 {at} 步，共 {count} 步</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Grey steps from black to white</source>
        <translation>由黑到白的灰階</translation>
    </message>
    <message>
        <source>Where is the faint square?</source>
        <translation>淡色方塊在哪裡？</translation>
    </message>
    <message>
        <source>A line to measure</source>
        <translation>待測量的線</translation>
    </message>
    <message>
        <source>Display check</source>
        <translation>螢幕檢查</translation>
    </message>
    <message>
        <source>I see none (0)</source>
        <translation>看不到 (0)</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>重新開始</translation>
    </message>
    <message>
        <source>Length of the line on the glass</source>
        <translation>螢幕上量得的線長</translation>
    </message>
    <message>
        <source>Keep for true size</source>
        <translation>保存供實際大小使用</translation>
    </message>
    <message>
        <source>Measure this line on the glass:</source>
        <translation>請在螢幕上測量這條線：</translation>
    </message>
    <message>
        <source>Sit where you read, in your usual light. Every step below must differ from its neighbours, and the small squares in the black and in the white step must be visible.</source>
        <translation>請以平常判讀的坐姿與光線進行。下方每一階都須與相鄰者有別，且黑階與白階中的小方塊都須看得見。</translation>
    </message>
    <message>
        <source>This check finds faults. It does not calibrate the display (DICOM PS3.14).</source>
        <translation>此檢查只找出缺失，不會校正螢幕（DICOM PS3.14）。</translation>
    </message>
    <message>
        <source>Where is the faint square? Click it, or press 1 to 4. Part {part} of {total}.</source>
        <translation>淡色方塊在哪裡？請點選，或按 1 至 4。第 {part} 部分，共 {total} 部分。</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>暗</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>中</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>亮</translation>
    </message>
    <message>
        <source>{grey}: none</source>
        <translation>{grey}：看不到</translation>
    </message>
    <message>
        <source>This screen shows the grey steps that a film needs. Finest seen: {steps}.</source>
        <translation>此螢幕能顯示影像所需的灰階。看得見的最小差異：{steps}。</translation>
    </message>
    <message>
        <source>This screen does not show what a film needs (steps of {needed} of 255). Finest seen: {steps}. Darken the room, raise the brightness, switch off night and power-saving modes, and check again.</source>
        <translation>此螢幕無法顯示影像所需的灰階（255 階中相差 {needed} 階）。看得見的最小差異：{steps}。請調暗室內、提高亮度、關閉夜間與省電模式後再檢查。</translation>
    </message>
    <message>
        <source>Open films</source>
        <translation>開啟影像</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>開啟資料夾</translation>
    </message>
    <message>
        <source>Something went wrong inside Shenton ({name}).</source>
        <translation>Shenton 內部發生錯誤（{name}）。</translation>
    </message>
    <message>
        <source>Your saved readings are safe. Copy the report and send it to whoever looks after Shenton.</source>
        <translation>您已儲存的判讀安全無虞。請複製報告並交給負責 Shenton 的人員。</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>錯誤的詳細資料</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細資料</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>複製報告</translation>
    </message>
    <message>
        <source>Without names, paths or values of the film</source>
        <translation>不含姓名、路徑或影像數值</translation>
    </message>
    <message>
        <source>{others} more</source>
        <translation>另有 {others} 則</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>收合</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自訂</translation>
    </message>
    <message>
        <source>Training set: labels, boxes and grey films, without names</source>
        <translation>訓練資料：標註、方框與灰階影像，不含姓名</translation>
    </message>
    <message>
        <source>PACS: reports, marks, pictures and key images, with names</source>
        <translation>PACS：報告、標記、圖片與關鍵影像，含姓名</translation>
    </message>
    <message>
        <source>Colleague: a page and a picture of each reading, without names</source>
        <translation>同事：每筆判讀一頁與一張圖片，不含姓名</translation>
    </message>
    <message>
        <source>Publication: pictures and de-identified films, without names</source>
        <translation>發表：圖片與去識別化影像，不含姓名</translation>
    </message>
    <message>
        <source>For training and tables</source>
        <translation>供訓練與表格使用</translation>
    </message>
    <message>
        <source>Labels (labels.jsonl, labels.csv)</source>
        <translation>標註 (labels.jsonl, labels.csv)</translation>
    </message>
    <message>
        <source>Boxes (COCO)</source>
        <translation>方框 (COCO)</translation>
    </message>
    <message>
        <source>Films as grey PNG</source>
        <translation>灰階 PNG 影像</translation>
    </message>
    <message>
        <source>For people</source>
        <translation>供人閱讀</translation>
    </message>
    <message>
        <source>Pictures of the readings (PNG)</source>
        <translation>判讀圖片 (PNG)</translation>
    </message>
    <message>
        <source>Pages of the readings (PDF)</source>
        <translation>判讀頁面 (PDF)</translation>
    </message>
    <message>
        <source>For DICOM programs</source>
        <translation>供 DICOM 程式使用</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>匯出</translation>
    </message>
    <message>
        <source>Choose a folder to write into</source>
        <translation>選擇要寫入的資料夾</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>預覽…</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>開啟資料夾</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選擇…</translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation>匯出至資料夾</translation>
    </message>
    <message>
        <source>{files} of {readings} written to {folder}</source>
        <translation>{readings}共寫入 {files}至 {folder}</translation>
    </message>
    <message>
        <source>Stopped: {words}</source>
        <translation>已停止：{words}</translation>
    </message>
    <message>
        <source>Incomplete: {files} missing after writing. Check the folder and its disk: {names}</source>
        <translation>不完整：寫入後缺少 {files}。請檢查資料夾及其磁碟：{names}</translation>
    </message>
    <message>
        <source>{films} left out: {reasons}</source>
        <translation>略過 {films}：{reasons}</translation>
    </message>
    <message>
        <source>Film with boxes over possible text</source>
        <translation>以方框標出可能文字的影像</translation>
    </message>
    <message>
        <source>Nothing else names the patient</source>
        <translation>其他部分沒有病人身分資訊</translation>
    </message>
    <message>
        <source>Remove every box</source>
        <translation>移除所有方框</translation>
    </message>
    <message>
        <source>Films with what will be black</source>
        <translation>標出將塗黑之處的影像</translation>
    </message>
    <message>
        <source>Make the dashed places of films not looked at singly black, too</source>
        <translation>未逐張檢視的影像，其虛線框也一併塗黑</translation>
    </message>
    <message>
        <source>Double-click a film, or press Enter on it, to look at it and correct it.</source>
        <translation>在影像上按兩下或按 Enter，即可檢視並修正。</translation>
    </message>
    <message>
        <source>What will be black</source>
        <translation>將塗黑之處</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>{boxes} on {films} of {count} will be made black.</source>
        <translation>{count}中有 {films} 張，共 {boxes}將塗黑。</translation>
    </message>
    <message>
        <source>Not looked at singly: {films}. Text may be missed there.</source>
        <translation>未逐張檢視：{films}。其中可能漏掉文字。</translation>
    </message>
    <message>
        <source>Left as they are: {places}.</source>
        <translation>保留原樣：{places}。</translation>
    </message>
    <message>
        <source>Text over a mark or the top of a heat map, open to be seen: {places}.</source>
        <translation>位於標記或熱圖最高點上的文字，未遮蔽而可見：{places}。</translation>
    </message>
    <message>
        <source>Make {boxes} black and go on</source>
        <translation>將 {boxes}塗黑並繼續</translation>
    </message>
    <message>
        <source>Go on without a box</source>
        <translation>不加方框，繼續</translation>
    </message>
    <message>
        <source>What lies under a box is made black in everything that leaves: click a box to remove it, drag to draw one. A dashed frame marks a place where there may be text, and stays as it is until you click it. All this is proposed: only you know whether the boxes hold all the text. Faint text is missed most.</source>
        <translation>方框內的部分在所有匯出內容中都會塗黑：點選方框可移除，拖曳可繪製。虛線框標出可能有文字之處，點選之前保持原樣。這些只是建議：是否涵蓋全部文字，只有您知道。最容易漏掉的是淡色文字。</translation>
    </message>
    <message>
        <source>The orange frame looks like text, but a box there would cover a mark or the top of the heat map: click it if it is to be black all the same.</source>
        <translation>橘色框看似文字，但若加上方框會遮住標記或熱圖最高點：仍要塗黑請點選。</translation>
    </message>
    <message>
        <source>Show the rest at once</source>
        <translation>一次顯示其餘影像</translation>
    </message>
    <message>
        <source>Text burned into the films</source>
        <translation>影像中燒錄的文字</translation>
    </message>
    <message>
        <source>The boxes were changed.</source>
        <translation>已變更方框。</translation>
    </message>
    <message>
        <source>{boxes} removed.</source>
        <translation>已移除 {boxes}。</translation>
    </message>
    <message>
        <source>Film {at} of {count}</source>
        <translation>影像 {at}/{count}</translation>
    </message>
    <message>
        <source>Looking for text…</source>
        <translation>正在尋找文字…</translation>
    </message>
    <message>
        <source>no box</source>
        <translation>沒有方框</translation>
    </message>
    <message>
        <source>A box covers a mark or the top of the heat map.</source>
        <translation>有方框遮住標記或熱圖最高點。</translation>
    </message>
    <message>
        <source>Film {at} of {count}: {said}.</source>
        <translation>影像 {at}/{count}：{said}。</translation>
    </message>
    <message>
        <source>Raising the local contrast…</source>
        <translation>正在提高局部對比…</translation>
    </message>
    <message>
        <source>local contrast</source>
        <translation>局部對比</translation>
    </message>
    <message>
        <source>The true size is unknown: calibrate the film first (Measure menu).</source>
        <translation>實際大小未知：請先校正影像（測量選單）。</translation>
    </message>
    <message>
        <source>True size ({origin}), if the screen reports its own size correctly; see Display check.</source>
        <translation>實際大小（{origin}），以螢幕正確回報自身尺寸為前提；請見「螢幕檢查」。</translation>
    </message>
    <message>
        <source>There is only one screen: the film has a window of its own.</source>
        <translation>只有一個螢幕：影像以獨立視窗顯示。</translation>
    </message>
    <message>
        <source>The second screen is gone. Shift+F12 shows the film in a window of its own.</source>
        <translation>第二螢幕已中斷連線。按 Shift+F12 可在獨立視窗顯示影像。</translation>
    </message>
    <message>
        <source>Open a film (Ctrl+O) or drop a file or folder here</source>
        <translation>請開啟影像 (Ctrl+O)，或將檔案、資料夾拖放到此處</translation>
    </message>
    <message>
        <source>display rotated {degrees}°</source>
        <translation>顯示已旋轉 {degrees}°</translation>
    </message>
    <message>
        <source>display mirrored</source>
        <translation>顯示已鏡像</translation>
    </message>
    <message>
        <source>SYNTHETIC</source>
        <translation>合成影像</translation>
    </message>
    <message>
        <source>not DICOM, no calibration</source>
        <translation>非 DICOM，無校正</translation>
    </message>
    <message>
        <source>inverted</source>
        <translation>灰階已反轉</translation>
    </message>
    <message>
        <source>Length: drag from end to end, or click both.</source>
        <translation>長度：由一端拖到另一端，或點選兩端。</translation>
    </message>
    <message>
        <source>Angle: click one arm, the corner, the other arm.</source>
        <translation>角度：依序點選一邊、頂點、另一邊。</translation>
    </message>
    <message>
        <source>Neck-shaft angle: click the middle of the head, the middle of the neck, the shaft above, the shaft below.</source>
        <translation>頸幹角：依序點選股骨頭中心、股骨頸中心、骨幹上方、骨幹下方。</translation>
    </message>
    <message>
        <source>Circle: click three points on its rim.</source>
        <translation>圓：點選圓周上三點。</translation>
    </message>
    <message>
        <source>Ellipse: drag a box around it.</source>
        <translation>橢圓：拖曳方框圍住該處。</translation>
    </message>
    <message>
        <source>Area: draw around it, or click corner by corner and the first corner again.</source>
        <translation>面積：沿邊緣繪製，或逐一點選各角，最後再點第一個角。</translation>
    </message>
    <message>
        <source>Text: click where it stands.</source>
        <translation>文字：點選要放置的位置。</translation>
    </message>
    <message>
        <source>Arrow: drag from its tail to its tip.</source>
        <translation>箭頭：由尾端拖曳到尖端。</translation>
    </message>
    <message>
        <source>What you had begun to draw was dropped: another film, or other marks, came. Draw it again.</source>
        <translation>您正在繪製的標記已捨棄：出現了另一張影像或其他標記。請重新繪製。</translation>
    </message>
    <message>
        <source>Another film was opened; nothing was changed.</source>
        <translation>已開啟另一張影像；未作任何變更。</translation>
    </message>
    <message>
        <source>The film&apos;s calibration was taken back.</source>
        <translation>已取消此影像的校正。</translation>
    </message>
    <message>
        <source>Pelvic line as before. Click: {step}.</source>
        <translation>骨盆線沿用先前所畫。點選：{step}。</translation>
    </message>
    <message>
        <source>Click: {step}. The next points are named at the cursor.</source>
        <translation>點選：{step}。後續各點會在游標旁提示。</translation>
    </message>
    <message>
        <source>Select a text or an arrow first.</source>
        <translation>請先選取文字或箭頭。</translation>
    </message>
    <message>
        <source>⚠ This patient number was met under another name, too</source>
        <translation>⚠ 此病歷號也曾以另一個姓名出現</translation>
    </message>
    <message>
        <source>⚠ Another picture has this film&apos;s UID</source>
        <translation>⚠ 曾以此影像的 UID 出現另一張影像</translation>
    </message>
    <message>
        <source>Key image removed. Ctrl+Z brings it back.</source>
        <translation>已取消關鍵影像標記。按 Ctrl+Z 可恢復。</translation>
    </message>
    <message>
        <source>Key image. It is exported once you have answered this film.</source>
        <translation>關鍵影像。您回答此影像後，匯出時才會包含。</translation>
    </message>
    <message>
        <source>Key image. It is exported with your answer.</source>
        <translation>關鍵影像。會隨您的回答一併匯出。</translation>
    </message>
    <message>
        <source>Measure something of known size (a length or a circle), select it, then calibrate.</source>
        <translation>請測量已知大小的物件（長度或圓）並選取，再進行校正。</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>calibrated</source>
        <translation>已校正</translation>
    </message>
    <message>
        <source>at detector, not at the bone</source>
        <translation>以偵檢器平面計，非骨骼處</translation>
    </message>
    <message>
        <source>calibrated by hand</source>
        <translation>手動校正</translation>
    </message>
    <message>
        <source>corrected for magnification</source>
        <translation>已校正放大率</translation>
    </message>
    <message>
        <source>pixels, true size unknown</source>
        <translation>像素，實際大小不明</translation>
    </message>
    <message>
        <source>stated</source>
        <translation>標頭載明</translation>
    </message>
    <message>
        <source>from distances</source>
        <translation>由距離推算</translation>
    </message>
    <message>
        <source>Film - Shenton</source>
        <translation>影像 - Shenton</translation>
    </message>
    <message>
        <source>film&apos;s own curve (VOI LUT)</source>
        <translation>影像本身的曲線（VOI LUT）</translation>
    </message>
    <message>
        <source>full range</source>
        <translation>完整範圍</translation>
    </message>
    <message>
        <source>When</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>閱片者</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步驟</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>標記</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用時</translation>
    </message>
    <message>
        <source>Had seen</source>
        <translation>已看內容</translation>
    </message>
    <message>
        <source>History of this film&apos;s answers</source>
        <translation>此影像的作答歷程</translation>
    </message>
    <message>
        <source>Reading the store…</source>
        <translation>正在讀取儲存庫…</translation>
    </message>
    <message>
        <source>Steps, oldest first</source>
        <translation>步驟，由舊到新</translation>
    </message>
    <message>
        <source>Your own steps; what other readers answered is hidden until you settle differences.</source>
        <translation>您自己的步驟；其他閱片者的回答在您裁定分歧前不顯示。</translation>
    </message>
    <message>
        <source>The steps of every reader. Answers that count now are bright.</source>
        <translation>所有閱片者的步驟。目前有效的回答以亮色顯示。</translation>
    </message>
    <message>
        <source>Nobody has answered this film yet.</source>
        <translation>尚無人對此影像作答。</translation>
    </message>
    <message>
        <source>You have not answered this film yet.</source>
        <translation>您尚未對此影像作答。</translation>
    </message>
    <message>
        <source>{what} (settling)</source>
        <translation>{what}（裁定）</translation>
    </message>
    <message>
        <source>model&apos;s answer and map</source>
        <translation>模型的回答與熱圖</translation>
    </message>
    <message>
        <source>model&apos;s answer</source>
        <translation>模型的回答</translation>
    </message>
    <message>
        <source>film only</source>
        <translation>僅影像</translation>
    </message>
    <message>
        <source>Grey window</source>
        <translation>灰階窗</translation>
    </message>
    <message>
        <source>left drag: right is wider, up is brighter</source>
        <translation>左鍵拖曳：向右較寬，向上較亮</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>middle drag, or Shift and left drag</source>
        <translation>中鍵拖曳，或 Shift 加左鍵拖曳</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>以游標為中心縮放</translation>
    </message>
    <message>
        <source>right drag, or Ctrl and wheel</source>
        <translation>右鍵拖曳，或 Ctrl 加滾輪</translation>
    </message>
    <message>
        <source>Next or previous film</source>
        <translation>下一張或上一張影像</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>滾輪</translation>
    </message>
    <message>
        <source>double click</source>
        <translation>按兩下</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>測量</translation>
    </message>
    <message>
        <source>take a tool, click its points; drag them to move</source>
        <translation>選擇工具並點選各點；拖曳可移動</translation>
    </message>
    <message>
        <source>Default key</source>
        <translation>預設按鍵</translation>
    </message>
    <message>
        <source>All default keys</source>
        <translation>全部恢復預設按鍵</translation>
    </message>
    <message>
        <source>Every action has its default keys again.</source>
        <translation>所有功能都已恢復預設按鍵。</translation>
    </message>
    <message>
        <source>The default key again.</source>
        <translation>已恢復預設按鍵。</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>放大鏡</translation>
    </message>
    <message>
        <source>left drag: its window; Ctrl and wheel: its zoom</source>
        <translation>左鍵拖曳：其灰階窗；Ctrl 加滾輪：其倍率</translation>
    </message>
    <message>
        <source>drop files or a folder on the window</source>
        <translation>將檔案或資料夾拖放到視窗</translation>
    </message>
    <message>
        <source>Weasis-like</source>
        <translation>類似 Weasis</translation>
    </message>
    <message>
        <source>OHIF-like</source>
        <translation>類似 OHIF</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜尋</translation>
    </message>
    <message>
        <source>Search keys</source>
        <translation>搜尋按鍵</translation>
    </message>
    <message>
        <source>Key map</source>
        <translation>按鍵配置</translation>
    </message>
    <message>
        <source>What</source>
        <translation>功能</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按鍵</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>各處</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>滑鼠</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新按鍵</translation>
    </message>
    <message>
        <source>Take it from there</source>
        <translation>改由此功能使用</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>無按鍵</translation>
    </message>
    <message>
        <source>Choose a line to change its key.</source>
        <translation>選擇一列以變更其按鍵。</translation>
    </message>
    <message>
        <source>Press a new key for: {action}</source>
        <translation>請按下新按鍵：{action}</translation>
    </message>
    <message>
        <source>{key} is already the key of: {action}</source>
        <translation>{key} 已是此功能的按鍵：{action}</translation>
    </message>
    <message>
        <source>The key was changed.</source>
        <translation>已變更按鍵。</translation>
    </message>
    <message>
        <source>The key was taken away.</source>
        <translation>已移除按鍵。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Structured reports (SR)</source>
        <translation>結構化報告 (SR)</translation>
    </message>
    <message>
        <source>Window and marks (presentation states)</source>
        <translation>灰階窗與標記（presentation state）</translation>
    </message>
    <message>
        <source>Pictures with heat map (secondary capture)</source>
        <translation>含熱圖的圖片（secondary capture）</translation>
    </message>
    <message>
        <source>Films marked as key images (key object selection)</source>
        <translation>標為關鍵影像的影像（關鍵物件選擇）</translation>
    </message>
    <message>
        <source>Films without names</source>
        <translation>不含姓名的影像</translation>
    </message>
    <message>
        <source>Names, numbers, dates and the studies&apos; own UIDs go with them. Give them only to a PACS or a person that may know these patients.</source>
        <translation>姓名、編號、日期及檢查原有的 UID 會一併送出。只能交給有權知悉這些病人的 PACS 或人員。</translation>
    </message>
    <message>
        <source>None of these films is marked as a key image (Shift+K), so none leaves as one.</source>
        <translation>這些影像都未標為關鍵影像 (Shift+K)，因此不會有影像以關鍵影像匯出。</translation>
    </message>
    <message>
        <source>Patients appear under keys that only this computer can trace back, films also under the hash of their pixels: who holds a film can find its readings.</source>
        <translation>病人以只有本機能追溯的代碼表示，影像另以其像素的雜湊值表示：持有影像者可找到其判讀。</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>計數中…</translation>
    </message>
    <message>
        <source>The film on screen</source>
        <translation>畫面上的影像</translation>
    </message>
    <message>
        <source>Every reading</source>
        <translation>所有判讀</translation>
    </message>
    <message>
        <source>Without names (de-identified)</source>
        <translation>不含姓名（去識別化）</translation>
    </message>
    <message>
        <source>With names, numbers and dates, for a PACS</source>
        <translation>含姓名、編號與日期，供 PACS 使用</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Dates removed</source>
        <translation>移除日期</translation>
    </message>
    <message>
        <source>Dates moved, intervals kept</source>
        <translation>平移日期，保留間隔</translation>
    </message>
    <message>
        <source>One number is one patient, whatever its names</source>
        <translation>一個編號即一位病人，不論姓名</translation>
    </message>
    <message>
        <source>Picture of the first reading</source>
        <translation>第一筆判讀的圖片</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The readings that count now</source>
        <translation>目前有效的判讀</translation>
    </message>
    <message>
        <source>Patient names</source>
        <translation>姓名處理</translation>
    </message>
    <message>
        <source>{readings} will name their patients.</source>
        <translation>{readings}將載明病人姓名。</translation>
    </message>
    <message>
        <source>Film {done} of {total}</source>
        <translation>影像 {done}／{total}</translation>
    </message>
    <message>
        <source>Film {done} of {total}, {left} s left</source>
        <translation>影像 {done}／{total}，剩餘 {left} 秒</translation>
    </message>
    <message>
        <source>With names</source>
        <translation>含姓名</translation>
    </message>
    <message>
        <source>{verb} with names</source>
        <translation>{verb}（含姓名）</translation>
    </message>
    <message>
        <source>There are no readings yet. Answer a film first: Enter agrees, the number keys choose a class.</source>
        <translation>尚無判讀。請先對影像作答：Enter 表示同意，數字鍵選擇類別。</translation>
    </message>
    <message>
        <source>{readings} of {films} by {readers}: {classes}.</source>
        <translation>{readings}，{films}，{readers}：{classes}。</translation>
    </message>
    <message>
        <source>Choose what to export.</source>
        <translation>請選擇要匯出的內容。</translation>
    </message>
    <message>
        <source>The DICOM files and pages will name the patients, so that a PACS files them. </source>
        <translation>DICOM 檔案與頁面會載明病人姓名，以便 PACS 歸檔。</translation>
    </message>
    <message>
        <source>Labels and boxes never do.</source>
        <translation>標註與方框則一律不含。</translation>
    </message>
    <message>
        <source>No names, numbers, paths or comments leave.</source>
        <translation>姓名、編號、路徑與備註都不會送出。</translation>
    </message>
    <message>
        <source>DICOM files get new UIDs that hold together within this export.</source>
        <translation>DICOM 檔案會取得在此次匯出中彼此一致的新 UID。</translation>
    </message>
    <message>
        <source>Tick the films, too, so that the reports find what they are about.</source>
        <translation>請一併勾選影像，報告才找得到其對象。</translation>
    </message>
    <message>
        <source>You will look at each film for text that is burned into it.</source>
        <translation>您將逐張檢視影像中是否有燒錄的文字。</translation>
    </message>
    <message>
        <source>No fracture found, no map.</source>
        <translation>未發現骨折，不顯示熱圖。</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Contour</source>
        <translation>輪廓</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>熱圖</translation>
    </message>
    <message>
        <source>Show it anyway</source>
        <translation>仍要顯示</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>On the film: off, contour, map in turn (H)</source>
        <translation>影像上：依序切換關閉、輪廓、熱圖 (H)</translation>
    </message>
    <message>
        <source>What the map explains</source>
        <translation>熱圖要解釋的內容</translation>
    </message>
    <message>
        <source>difference…</source>
        <translation>差異…</translation>
    </message>
    <message>
        <source>Explains</source>
        <translation>說明對象</translation>
    </message>
    <message>
        <source>this class</source>
        <translation>此類別</translation>
    </message>
    <message>
        <source>rather than this class</source>
        <translation>而非此類別</translation>
    </message>
    <message>
        <source>why</source>
        <translation>為何</translation>
    </message>
    <message>
        <source>rather than</source>
        <translation>而非</translation>
    </message>
    <message>
        <source>Hide below</source>
        <translation>隱藏低於</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>色彩對照</translation>
    </message>
    <message>
        <source>Colours no longer compare between films</source>
        <translation>不同影像間的色彩不再可比較</translation>
    </message>
    <message>
        <source>Stretch to this film</source>
        <translation>依此影像延展</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>色彩</translation>
    </message>
    <message>
        <source>{strength}; stretch (Y)</source>
        <translation>{strength}；延展 (Y)</translation>
    </message>
    <message>
        <source>Stretched to this film: colours do not compare between films.</source>
        <translation>已依此影像延展：不同影像間的色彩不可比較。</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校正</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Installed models</source>
        <translation>已安裝的模型</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>Install a folder…</source>
        <translation>安裝資料夾…</translation>
    </message>
    <message>
        <source>Install a zip…</source>
        <translation>安裝 zip…</translation>
    </message>
    <message>
        <source>✕ {name} (refused)</source>
        <translation>✕ {name}（已拒絕）</translation>
    </message>
    <message>
        <source>No model is installed. Install a bundle: a folder or a zip.</source>
        <translation>尚未安裝模型。請安裝模型包：資料夾或 zip。</translation>
    </message>
    <message>
        <source>This bundle is refused: {reason}</source>
        <translation>此模型包遭拒：{reason}</translation>
    </message>
    <message>
        <source>Loading and testing the model…</source>
        <translation>正在載入並測試模型…</translation>
    </message>
    <message>
        <source>In use from now on; the other models stay installed.</source>
        <translation>即刻啟用；其他模型仍保留安裝。</translation>
    </message>
    <message>
        <source>Install a model from a folder</source>
        <translation>從資料夾安裝模型</translation>
    </message>
    <message>
        <source>Install a model from a zip</source>
        <translation>從 zip 安裝模型</translation>
    </message>
    <message>
        <source>Zip (*.zip)</source>
        <translation>Zip (*.zip)</translation>
    </message>
    <message>
        <source>Checking the model…</source>
        <translation>正在檢查模型…</translation>
    </message>
    <message>
        <source>Installed {name} {version}.</source>
        <translation>已安裝 {name} {version}。</translation>
    </message>
    <message>
        <source>How it differs from the one in use</source>
        <translation>與使用中模型的差異</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>閾值</translation>
    </message>
    <message>
        <source>Measured: {test_set}</source>
        <translation>量測所用資料：{test_set}</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>來源</translation>
    </message>
    <message>
        <source>No difference in the card.</source>
        <translation>模型卡上沒有差異。</translation>
    </message>
    <message>
        <source>What stands between quotation marks is the model&apos;s card in its own words, in English.</source>
        <translation>引號內的文字為模型卡的英文原文。</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Verdict on the locked test set</source>
        <translation>對鎖定測試集的判定</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Films of the last stage</source>
        <translation>最後訓練階段的影像</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>訓練資料</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>授權</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256 雜湊值</translation>
    </message>
    <message>
        <source>Set on</source>
        <translation>訂定依據</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>數值</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 信賴區間</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>檢查</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>影像數</translation>
    </message>
    <message>
        <source>From the PACS</source>
        <translation>從 PACS 取得</translation>
    </message>
    <message>
        <source>Name, e.g. DOE*</source>
        <translation>姓名，例如 DOE*</translation>
    </message>
    <message>
        <source>Patient number</source>
        <translation>病人編號</translation>
    </message>
    <message>
        <source>From, YYYYMMDD</source>
        <translation>起日，YYYYMMDD</translation>
    </message>
    <message>
        <source>To, YYYYMMDD</source>
        <translation>迄日，YYYYMMDD</translation>
    </message>
    <message>
        <source>Accession number</source>
        <translation>檢查單號</translation>
    </message>
    <message>
        <source>Studies found</source>
        <translation>找到的檢查</translation>
    </message>
    <message>
        <source>How to fetch</source>
        <translation>取得方式</translation>
    </message>
    <message>
        <source>Fetch here (C-GET)</source>
        <translation>直接取得 (C-GET)</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>取得</translation>
    </message>
    <message>
        <source>From other computers, too</source>
        <translation>也接受其他電腦傳來</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Enter at least a name, a number or a date.</source>
        <translation>請至少輸入姓名、編號或日期。</translation>
    </message>
    <message>
        <source>Patient&apos;s name</source>
        <translation>病人姓名</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>影像類別</translation>
    </message>
    <message>
        <source>Have it sent here (C-MOVE)</source>
        <translation>請對方送來 (C-MOVE)</translation>
    </message>
    <message>
        <source>Open received films</source>
        <translation>開啟收到的影像</translation>
    </message>
    <message>
        <source>A date is eight digits: year, month, day, e.g. 20240131.</source>
        <translation>日期為八位數字：年、月、日，例如 20240131。</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>查詢中…</translation>
    </message>
    <message>
        <source>Shenton is not receiving.</source>
        <translation>目前無人能傳送到 Shenton。</translation>
    </message>
    <message>
        <source>What is received is kept on this computer, in files that only you can read, and is not de-identified. Nothing goes over the network before you press a button here.</source>
        <translation>收到的內容以只有您能讀取的檔案保存在本機，且未去識別化。在此按下按鈕之前，不會有任何資料經過網路。</translation>
    </message>
    <message>
        <source>No study matches.</source>
        <translation>沒有符合的檢查。</translation>
    </message>
    <message>
        <source>Stopped: {studies} found so far.</source>
        <translation>已停止：目前找到 {studies}。</translation>
    </message>
    <message>
        <source>{objects} refused.</source>
        <translation>已拒絕 {objects}。</translation>
    </message>
    <message>
        <source>{reason} ({count}).</source>
        <translation>{reason}（{count} 個）。</translation>
    </message>
    <message>
        <source>C-MOVE sends to our receiver: start receiving first.</source>
        <translation>C-MOVE 會送到我們的接收端：請先開始接收。</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>正在取得…</translation>
    </message>
    <message>
        <source>{what} {done} of {total}</source>
        <translation>{what} {done}/{total}</translation>
    </message>
    <message>
        <source>Stop receiving</source>
        <translation>停止接收</translation>
    </message>
    <message>
        <source>Start receiving</source>
        <translation>開始接收</translation>
    </message>
    <message>
        <source>{title} listens on port {port}.</source>
        <translation>{title} 正在連接埠 {port} 接收。</translation>
    </message>
    <message>
        <source>{films} fetched, {failed} failed, stopped.</source>
        <translation>已取回 {films}，{failed} 失敗，已停止。</translation>
    </message>
    <message>
        <source>{films} fetched, {failed} failed.</source>
        <translation>已取回 {films}，{failed} 失敗。</translation>
    </message>
    <message>
        <source>{films} fetched, stopped.</source>
        <translation>已取回 {films}，已停止。</translation>
    </message>
    <message>
        <source>{films} fetched.</source>
        <translation>已取回 {films}。</translation>
    </message>
    <message>
        <source>{studies}, and more: narrow the search.</source>
        <translation>{studies}以上：請縮小搜尋範圍。</translation>
    </message>
    <message>
        <source>{films} received.</source>
        <translation>已收到 {films}。</translation>
    </message>
    <message>
        <source>DICOM (DIMSE)</source>
        <translation>DICOM (DIMSE)</translation>
    </message>
    <message>
        <source>DICOMweb</source>
        <translation>DICOMweb</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>位址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>連接埠</translation>
    </message>
    <message>
        <source>Address (URL)</source>
        <translation>位址 (URL)</translation>
    </message>
    <message>
        <source>User</source>
        <translation>使用者</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密碼</translation>
    </message>
    <message>
        <source>Keep until Shenton closes</source>
        <translation>保留至 Shenton 關閉</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Trusted certificates</source>
        <translation>信任的憑證</translation>
    </message>
    <message>
        <source>Our certificate</source>
        <translation>我方憑證</translation>
    </message>
    <message>
        <source>Our key</source>
        <translation>我方金鑰</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>測試</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>變更…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>AE title of the PACS</source>
        <translation>PACS 的 AE title</translation>
    </message>
    <message>
        <source>AE title of this computer</source>
        <translation>本機的 AE title</translation>
    </message>
    <message>
        <source>Port here</source>
        <translation>本機連接埠</translation>
    </message>
    <message>
        <source>A PEM file</source>
        <translation>PEM 檔案</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>PACS: {target}</source>
        <translation>PACS：{target}</translation>
    </message>
    <message>
        <source>Asking {where}…</source>
        <translation>正在詢問 {where}…</translation>
    </message>
    <message>
        <source>✓ {where} answers.</source>
        <translation>✓ {where} 有回應。</translation>
    </message>
    <message>
        <source>{title} at {host}:{port}</source>
        <translation>{title}（{host}:{port}）</translation>
    </message>
    <message>
        <source>{where}, TLS</source>
        <translation>{where}，TLS</translation>
    </message>
    <message>
        <source>{where}, DICOMweb</source>
        <translation>{where}，DICOMweb</translation>
    </message>
    <message>
        <source>They will name the patients, so that the PACS files them with their studies.</source>
        <translation>將載明病人姓名，以便 PACS 歸入其檢查。</translation>
    </message>
    <message>
        <source>What to send</source>
        <translation>要傳送的內容</translation>
    </message>
    <message>
        <source>Send to the PACS</source>
        <translation>傳送到 PACS</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>傳送</translation>
    </message>
    <message>
        <source>They go to {target}.</source>
        <translation>將送往 {target}。</translation>
    </message>
    <message>
        <source>{readings} will go to {target}.</source>
        <translation>{readings}將送往 {target}。</translation>
    </message>
    <message>
        <source>{objects} sent to {where}</source>
        <translation>已將 {objects}送往 {where}</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>{objects} not taken: {why}</source>
        <translation>{objects}未被接受：{why}</translation>
    </message>
    <message>
        <source>Left out: {reason}</source>
        <translation>略過：{reason}</translation>
    </message>
    <message>
        <source>This model brings no ROC curve, so its threshold stays where its card has set it: nobody has measured what another one would do.</source>
        <translation>此模型未附 ROC 曲線，閾值維持模型卡所訂：沒有人量測過其他閾值的效果。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>閾值</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>特異度</translation>
    </message>
    <message>
        <source>Positive predictive value</source>
        <translation>陽性預測值</translation>
    </message>
    <message>
        <source>Negative predictive value</source>
        <translation>陰性預測值</translation>
    </message>
    <message>
        <source>The share of films called fracture that have one</source>
        <translation>陽性預測值：判為骨折的影像中確有骨折的比例</translation>
    </message>
    <message>
        <source>The share of films called no fracture that have none</source>
        <translation>陰性預測值：判為無骨折的影像中確無骨折的比例</translation>
    </message>
    <message>
        <source>ROC curve of the model</source>
        <translation>模型的 ROC 曲線</translation>
    </message>
    <message>
        <source>1 − specificity</source>
        <translation>1 − 特異度</translation>
    </message>
    <message>
        <source>sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>Operating point</source>
        <translation>操作點</translation>
    </message>
    <message>
        <source>Threshold along the curve</source>
        <translation>曲線上的閾值</translation>
    </message>
    <message>
        <source>Answer with this threshold</source>
        <translation>以此閾值回答</translation>
    </message>
    <message>
        <source>Back to the model&apos;s own</source>
        <translation>改回模型原有值</translation>
    </message>
    <message>
        <source>Films with a fracture, per cent</source>
        <translation>有骨折影像的百分比</translation>
    </message>
    <message>
        <source>fewer positives</source>
        <translation>較少判為陽性</translation>
    </message>
    <message>
        <source>more positives</source>
        <translation>較多判為陽性</translation>
    </message>
    <message>
        <source>Prevalence of fractures</source>
        <translation>骨折盛行率</translation>
    </message>
    <message>
        <source>Measured on {films}. On other films the same threshold performs differently.</source>
        <translation>以 {films} 測得。用於其他影像時，同一閾值的表現會不同。</translation>
    </message>
    <message>
        <source>Measured on {films} ({n} with, {m} without a fracture). On other films the same threshold performs differently.</source>
        <translation>以 {films}（有骨折 {n}，無骨折 {m}）測得。用於其他影像時，同一閾值的表現會不同。</translation>
    </message>
    <message>
        <source>films that are not named</source>
        <translation>未註明的影像</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右側</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左側</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>雙側</translation>
    </message>
    <message>
        <source>Poor contrast</source>
        <translation>對比不佳</translation>
    </message>
    <message>
        <source>Poor contrast (Alt+1)</source>
        <translation>對比不佳 (Alt+1)</translation>
    </message>
    <message>
        <source>Positioning</source>
        <translation>擺位不佳</translation>
    </message>
    <message>
        <source>Other fracture</source>
        <translation>其他骨折</translation>
    </message>
    <message>
        <source>On the lesion</source>
        <translation>在病灶上</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>在病灶旁</translation>
    </message>
    <message>
        <source>No lesion</source>
        <translation>沒有病灶</translation>
    </message>
    <message>
        <source>Your pseudonym; click to change it</source>
        <translation>您的代號；點選可變更</translation>
    </message>
    <message>
        <source>Agree  ⏎</source>
        <translation>同意  ⏎</translation>
    </message>
    <message>
        <source>and next</source>
        <translation>並到下一張</translation>
    </message>
    <message>
        <source>Agree or save, then the next film (Shift+Return)</source>
        <translation>同意或儲存，然後到下一張影像 (Shift+Return)</translation>
    </message>
    <message>
        <source>Your reading</source>
        <translation>您的判讀</translation>
    </message>
    <message>
        <source>Whole history…</source>
        <translation>完整歷程…</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>方框</translation>
    </message>
    <message>
        <source>A model&apos;s thresholds were set on films from elsewhere. Here they are set anew on the films of the list: with readings, or without where the share of fractures is known or can be estimated. The model itself does not change, and its own thresholds come back when the profile is left out.</source>
        <translation>模型的閾值是以他院影像訂定的。此處以清單中的影像重新訂定：使用有判讀的影像；若已知或可估計骨折比例，也可不用判讀。模型本身不變，停用設定檔即恢復原有閾值。</translation>
    </message>
    <message>
        <source>Called fracture</source>
        <translation>判為骨折</translation>
    </message>
    <message>
        <source>sensitive</source>
        <translation>高敏感</translation>
    </message>
    <message>
        <source>specific</source>
        <translation>高特異</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>點</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指標</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>校準前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>校準後</translation>
    </message>
    <message>
        <source>Calibrate to this site</source>
        <translation>校準至本院</translation>
    </message>
    <message>
        <source>this site</source>
        <translation>本院</translation>
    </message>
    <message>
        <source>By my department&apos;s readings</source>
        <translation>依本科的判讀</translation>
    </message>
    <message>
        <source>Films without readings</source>
        <translation>以未判讀的影像</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>由估計</translation>
    </message>
    <message>
        <source>Share of fractures</source>
        <translation>骨折比例</translation>
    </message>
    <message>
        <source>Specificity wanted</source>
        <translation>期望特異度</translation>
    </message>
    <message>
        <source>Sensitivity wanted</source>
        <translation>期望敏感度</translation>
    </message>
    <message>
        <source>Site profiles of this model</source>
        <translation>此模型的院所設定檔</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>開啟檔案…</translation>
    </message>
    <message>
        <source>Profiles of this model</source>
        <translation>此模型的設定檔</translation>
    </message>
    <message>
        <source>Rates before and after</source>
        <translation>校準前後的比率</translation>
    </message>
    <message>
        <source>Answer with these thresholds</source>
        <translation>以這些閾值回答</translation>
    </message>
    <message>
        <source>Films in the list: {count}. Each is read and answered once.</source>
        <translation>清單中的影像：{count} 張。每張讀取並回答一次。</translation>
    </message>
    <message>
        <source>{films} of {patients}, {share} with a fracture ({how})</source>
        <translation>{patients}的 {films}，骨折佔 {share}（{how}）</translation>
    </message>
    <message>
        <source>It takes {needed} films without a fracture to estimate a specificity of {wanted} to within 5 percentage points.</source>
        <translation>以 {needed} 張無骨折影像，可將 {wanted} 的特異度估計至 5 個百分點以內。</translation>
    </message>
    <message>
        <source>Left out, as the model gave no answer: {films}.</source>
        <translation>因模型未回答而略過：{films}。</translation>
    </message>
    <message>
        <source>The list is empty: open a folder of the site&apos;s films first.</source>
        <translation>清單是空的：請先開啟本院影像的資料夾。</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>已停止。沒有任何變更。</translation>
    </message>
    <message>
        <source>No profile yet</source>
        <translation>尚無設定檔</translation>
    </message>
    <message>
        <source>In force for films of this X-ray device from now on.</source>
        <translation>自即刻起套用於這台 X 光機的影像。</translation>
    </message>
    <message>
        <source>The model&apos;s own thresholds are in force again.</source>
        <translation>已恢復使用模型原有的閾值。</translation>
    </message>
    <message>
        <source>Removed.</source>
        <translation>已移除。</translation>
    </message>
    <message>
        <source>Open a site profile</source>
        <translation>開啟院所設定檔</translation>
    </message>
    <message>
        <source>Site profile (*.json)</source>
        <translation>院所設定檔 (*.json)</translation>
    </message>
    <message>
        <source>by readings</source>
        <translation>依判讀</translation>
    </message>
    <message>
        <source>share of fractures stated</source>
        <translation>指定骨折比例</translation>
    </message>
    <message>
        <source>share of fractures estimated</source>
        <translation>估計骨折比例</translation>
    </message>
    <message>
        <source>X-ray device {device}</source>
        <translation>X 光機 {device}</translation>
    </message>
    <message>
        <source>no device named</source>
        <translation>未載明裝置</translation>
    </message>
    <message>
        <source>Threshold “{name}”: {threshold:.3f}</source>
        <translation>閾值「{name}」：{threshold:.3f}</translation>
    </message>
    <message>
        <source>“After” was measured on patients that did not set the threshold.</source>
        <translation>「校準後」是在未用於訂定閾值的病人上測得。</translation>
    </message>
    <message>
        <source>Films were not read: how many fractures are found is taken from the model&apos;s card.</source>
        <translation>影像未經判讀：可找出多少骨折取自模型卡。</translation>
    </message>
    <message>
        <source>Draw a box around the lesion</source>
        <translation>在病灶周圍畫方框</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Where does the heat map lie?</source>
        <translation>熱圖位於何處？</translation>
    </message>
    <message>
        <source>Comment (C); stays on this computer</source>
        <translation>備註 (C)；只留在本機</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在儲存…</translation>
    </message>
    <message>
        <source>Poor positioning (Alt+2)</source>
        <translation>擺位不佳 (Alt+2)</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>不確定</translation>
    </message>
    <message>
        <source>Implant</source>
        <translation>植入物</translation>
    </message>
    <message>
        <source>Implant or foreign body (Alt+3)</source>
        <translation>植入物或異物 (Alt+3)</translation>
    </message>
    <message>
        <source>A fracture elsewhere (Alt+4)</source>
        <translation>其他部位骨折 (Alt+4)</translation>
    </message>
    <message>
        <source>Read on another file with the same picture: keep it for this film, or start empty.</source>
        <translation>曾在另一個影像內容相同的檔案上判讀：可保留用於此影像，或從空白開始。</translation>
    </message>
    <message>
        <source>Start empty</source>
        <translation>從空白開始</translation>
    </message>
    <message>
        <source>Side uncertain (Shift+S)</source>
        <translation>側別不確定 (Shift+S)</translation>
    </message>
    <message>
        <source>Choose a side</source>
        <translation>請選擇側別</translation>
    </message>
    <message>
        <source>Choose a class</source>
        <translation>請選擇類別</translation>
    </message>
    <message>
        <source>Keep: {words}  ⏎</source>
        <translation>保留：{words}  ⏎</translation>
    </message>
    <message>
        <source>Agree: {words}  ⏎</source>
        <translation>同意：{words}  ⏎</translation>
    </message>
    <message>
        <source>Save: {words}  ⏎</source>
        <translation>儲存：{words}  ⏎</translation>
    </message>
    <message>
        <source>Saved: {words}</source>
        <translation>已儲存：{words}</translation>
    </message>
    <message>
        <source>Differs from the model: {what}</source>
        <translation>與模型不同：{what}</translation>
    </message>
    <message>
        <source>Made before files were recorded: nobody can say on which file. Answer once more, and it is recorded.</source>
        <translation>判讀時尚未記錄檔案：無法得知是在哪個檔案上判讀。再作答一次即會記錄。</translation>
    </message>
    <message>
        <source>What others answered to this film was on screen, so no independent answer to it counts any more.</source>
        <translation>他人對此影像的回答已顯示於畫面，因此不再採計獨立回答。</translation>
    </message>
    <message>
        <source>What others answered to this film was on screen, so no independent answer to it counts any more. Reading, Settle where readers differ: answer it there.</source>
        <translation>他人對此影像的回答已顯示於畫面，因此不再採計獨立回答。請以選單「判讀」的「裁定閱片者的分歧」作答。</translation>
    </message>
    <message>
        <source>✕ Nothing can be saved: the store is not open</source>
        <translation>✕ 無法儲存：儲存庫未開啟</translation>
    </message>
    <message>
        <source>Draft, not saved yet</source>
        <translation>草稿，尚未儲存</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>尚未判讀</translation>
    </message>
    <message>
        <source>≠ Of another file</source>
        <translation>≠ 另一檔案的判讀</translation>
    </message>
    <message>
        <source>Saved ✓ {time}</source>
        <translation>已儲存 ✓ {time}</translation>
    </message>
    <message>
        <source>{words} · file not recorded</source>
        <translation>{words} · 未記錄檔案</translation>
    </message>
    <message>
        <source>{words} · changed since</source>
        <translation>{words} · 之後有變更</translation>
    </message>
    <message>
        <source>There is nothing to settle.</source>
        <translation>沒有需要裁定的內容。</translation>
    </message>
    <message>
        <source>Others answered:</source>
        <translation>其他人的回答：</translation>
    </message>
    <message>
        <source>You have answered this film yourself.</source>
        <translation>您自己已對此影像作答。</translation>
    </message>
    <message>
        <source>Settling where readers differ. {why}</source>
        <translation>正在裁定閱片者的分歧。{why}</translation>
    </message>
    <message>
        <source>confidence {confidence} %</source>
        <translation>信心 {confidence} %</translation>
    </message>
    <message>
        <source>Stores (*.sqlite);;All files (*)</source>
        <translation>儲存庫 (*.sqlite);;所有檔案 (*)</translation>
    </message>
    <message>
        <source>The store of readings</source>
        <translation>判讀儲存庫</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進度</translation>
    </message>
    <message>
        <source>Every reading, correction and undo, on this computer only</source>
        <translation>每筆判讀、修正與復原，只存在本機</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>檢查</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>備份…</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>還原備份…</translation>
    </message>
    <message>
        <source>Merge another store…</source>
        <translation>合併其他儲存庫…</translation>
    </message>
    <message>
        <source>Whether anything was changed outside the program.</source>
        <translation>檢查是否有內容在程式之外遭更動。</translation>
    </message>
    <message>
        <source>A whole, checked copy, as confidential as the store: its paths may name patients.</source>
        <translation>完整且經檢查的副本，與儲存庫一樣需保密：其路徑可能含有病人姓名。</translation>
    </message>
    <message>
        <source>Takes the place of the present store, which is kept beside it.</source>
        <translation>取代目前的儲存庫，原儲存庫保留在旁。</translation>
    </message>
    <message>
        <source>Takes in what another workstation&apos;s store holds and this one lacks.</source>
        <translation>納入另一工作站的儲存庫有而此處沒有的內容。</translation>
    </message>
    <message>
        <source>The store is not open. A backup can be restored.</source>
        <translation>儲存庫未開啟。可以還原備份。</translation>
    </message>
    <message>
        <source>Last backup: {backup}.</source>
        <translation>上次備份：{backup}。</translation>
    </message>
    <message>
        <source>Never backed up.</source>
        <translation>從未備份。</translation>
    </message>
    <message>
        <source>Checking the file, its rows and the chain that records every change…</source>
        <translation>正在檢查檔案、各列及記錄每次變更的鏈…</translation>
    </message>
    <message>
        <source>✓ The store is whole; {steps:,} steps of its history verified.</source>
        <translation>✓ 儲存庫完整；已驗證其歷程 {steps:,} 個步驟。</translation>
    </message>
    <message>
        <source>Back up the store</source>
        <translation>備份儲存庫</translation>
    </message>
    <message>
        <source>Copying and checking the copy…</source>
        <translation>正在複製並檢查副本…</translation>
    </message>
    <message>
        <source>✓ Backed up to {target}.</source>
        <translation>✓ 已備份到 {target}。</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>還原備份</translation>
    </message>
    <message>
        <source>Put this backup in the place of the present store?</source>
        <translation>要以此備份取代目前的儲存庫嗎？</translation>
    </message>
    <message>
        <source>Readings made since the backup will not be shown. The present store is kept beside it.</source>
        <translation>備份之後的判讀將不會顯示。目前的儲存庫會保留在旁。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>還原</translation>
    </message>
    <message>
        <source>Checking the backup and putting it in place…</source>
        <translation>正在檢查備份並置入…</translation>
    </message>
    <message>
        <source>The store as it was: {kept}.</source>
        <translation>原本的儲存庫：{kept}。</translation>
    </message>
    <message>
        <source>✓ Restored.</source>
        <translation>✓ 已還原。</translation>
    </message>
    <message>
        <source>Merge another store</source>
        <translation>合併其他儲存庫</translation>
    </message>
    <message>
        <source>Checking both stores and taking in what is new…</source>
        <translation>正在檢查兩個儲存庫並納入新內容…</translation>
    </message>
    <message>
        <source>{readings} of {films} by {readers}.</source>
        <translation>{readings}，{films}，{readers}。</translation>
    </message>
    <message>
        <source>The model&apos;s answer</source>
        <translation>模型的回答</translation>
    </message>
    <message>
        <source>H hides the heat map</source>
        <translation>按 H 可隱藏熱圖</translation>
    </message>
    <message>
        <source>No heat map.</source>
        <translation>沒有熱圖。</translation>
    </message>
    <message>
        <source>Suspicion</source>
        <translation>懷疑程度</translation>
    </message>
    <message>
        <source>Not marked yet</source>
        <translation>尚未標記</translation>
    </message>
    <message>
        <source>✓ Marked on the film</source>
        <translation>✓ 已在影像上標記</translation>
    </message>
    <message>
        <source>Reader studies</source>
        <translation>閱片研究</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>New study…</source>
        <translation>新研究…</translation>
    </message>
    <message>
        <source>Open a study…</source>
        <translation>開啟研究…</translation>
    </message>
    <message>
        <source>A study lets physicians and the model read the same films. It is designed here, locked, sent to the readers as one file each, merged from what they send back, and reported.</source>
        <translation>研究讓醫師與模型判讀相同的影像。在此設計、鎖定，以每人一個檔案送給閱片者，再將回傳內容合併並產生報告。</translation>
    </message>
    <message>
        <source>Begin with New study: it asks for a folder of films with a reference standard.</source>
        <translation>請從「新研究」開始：需要一個附參考標準的影像資料夾。</translation>
    </message>
    <message>
        <source>No study yet</source>
        <translation>尚無研究</translation>
    </message>
    <message>
        <source>Open a study&apos;s folder</source>
        <translation>開啟研究資料夾</translation>
    </message>
    <message>
        <source>Taken off the list; nothing on the disk changed.</source>
        <translation>已從清單移除；磁碟上沒有任何變更。</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>已停止；沒有任何變更。</translation>
    </message>
    <message>
        <source>Lock the study? From then on films, protocol and readers cannot change.</source>
        <translation>要鎖定研究嗎？之後影像、計畫書與閱片者都不能變更。</translation>
    </message>
    <message>
        <source>{name} {version} answers every film now, and those answers are what is shown.</source>
        <translation>{name} {version} 現在會對每張影像作答，之後顯示的就是這些回答。</translation>
    </message>
    <message>
        <source>No model is in use: the study has no model&apos;s answers.</source>
        <translation>目前沒有使用模型：研究中不會有模型的回答。</translation>
    </message>
    <message>
        <source>Lock the study</source>
        <translation>鎖定研究</translation>
    </message>
    <message>
        <source>Reading the films:</source>
        <translation>讀取影像：</translation>
    </message>
    <message>
        <source>✓ Locked with {films}.</source>
        <translation>✓ 已鎖定，共 {films}。</translation>
    </message>
    <message>
        <source>Writing the films:</source>
        <translation>寫入影像：</translation>
    </message>
    <message>
        <source>✓ The packs are in {folder}. Send each reader the key separately.</source>
        <translation>✓ 研究包在 {folder}。請將金鑰另外送給每位閱片者。</translation>
    </message>
    <message>
        <source>Result packs (*{suffix})</source>
        <translation>結果包 (*{suffix})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有檔案 (*)</translation>
    </message>
    <message>
        <source>Merge result packs</source>
        <translation>合併結果包</translation>
    </message>
    <message>
        <source>Not merged: drop them again when what is being done has ended.</source>
        <translation>未合併：請待目前的工作結束後再次拖放。</translation>
    </message>
    <message>
        <source>Open the study that this result belongs to, then drop it here again.</source>
        <translation>請先開啟此結果所屬的研究，再拖放到此處。</translation>
    </message>
    <message>
        <source>Merging:</source>
        <translation>合併：</translation>
    </message>
    <message>
        <source>Report into a folder</source>
        <translation>報告的資料夾</translation>
    </message>
    <message>
        <source>Writing the report: step</source>
        <translation>撰寫報告：步驟</translation>
    </message>
    <message>
        <source>✓ The report is in {folder}</source>
        <translation>✓ 報告在 {folder}</translation>
    </message>
    <message>
        <source>✕ {file}: {reason}</source>
        <translation>✕ {file}：{reason}</translation>
    </message>
    <message>
        <source>✓ {reader}: {answers} merged, {missing} missing</source>
        <translation>✓ {reader}：已合併 {answers}，缺少 {missing}</translation>
    </message>
    <message>
        <source>✓ {reader}: {answers} merged</source>
        <translation>✓ {reader}：已合併 {answers}</translation>
    </message>
    <message>
        <source>Study packs (*{suffix})</source>
        <translation>研究包 (*{suffix})</translation>
    </message>
    <message>
        <source>Read a study</source>
        <translation>判讀研究</translation>
    </message>
    <message>
        <source>no result yet</source>
        <translation>尚無結果</translation>
    </message>
    <message>
        <source>Designed, not locked: everything can still change.</source>
        <translation>已設計，未鎖定：一切仍可變更。</translation>
    </message>
    <message>
        <source>Locked on {day}: films, protocol and model cannot change.</source>
        <translation>於 {day} 鎖定：影像、計畫書與模型不能變更。</translation>
    </message>
    <message>
        <source>Lock the study when films, readers and questions are as you want them.</source>
        <translation>影像、閱片者與問題都確定後，請鎖定研究。</translation>
    </message>
    <message>
        <source>{count} reader has not sent a result yet. Merge what comes, or drop it here.</source>
        <translation>{count} 位閱片者尚未送回結果。收到後請合併，或拖放到此處。</translation>
    </message>
    <message>
        <source>{count} readers have not sent a result yet. Merge what comes, or drop it here.</source>
        <translation>{count} 位閱片者尚未送回結果。收到後請合併，或拖放到此處。</translation>
    </message>
    <message>
        <source>Every reader has sent a result. Make the report.</source>
        <translation>所有閱片者都已送回結果。請製作報告。</translation>
    </message>
    <message>
        <source>Folder: {folder}</source>
        <translation>資料夾：{folder}</translation>
    </message>
    <message>
        <source>Films: {folder}, {some}</source>
        <translation>影像：{folder}，{some}</translation>
    </message>
    <message>
        <source>Model: {name}, SHA-256 {sha}…</source>
        <translation>模型：{name}，SHA-256 {sha}…</translation>
    </message>
    <message>
        <source>Study {sha}…, seed {seed}</source>
        <translation>研究 {sha}…，亂數種子 {seed}</translation>
    </message>
    <message>
        <source>{broken} with a fracture</source>
        <translation>{broken} 張有骨折</translation>
    </message>
    <message>
        <source>{normal} without</source>
        <translation>{normal} 張無骨折</translation>
    </message>
    <message>
        <source>{count} for practice</source>
        <translation>{count} 張供練習</translation>
    </message>
    <message>
        <source>{films}: {kinds}</source>
        <translation>{films}：{kinds}</translation>
    </message>
    <message>
        <source>Unaided: each film is read without the model</source>
        <translation>無輔助：每張影像不用模型判讀</translation>
    </message>
    <message>
        <source>Aided: each film is read with the model&apos;s answer</source>
        <translation>輔助：每張影像連同模型的回答判讀</translation>
    </message>
    <message>
        <source>Sequential: rate, lock, see the model&apos;s answer, rate again</source>
        <translation>循序：評分、鎖定、看模型的回答、再評分</translation>
    </message>
    <message>
        <source>Make the packs, send each reader the file, and the key separately.</source>
        <translation>製作研究包，將檔案送給每位閱片者，金鑰另外送出。</translation>
    </message>
    <message>
        <source>fracture yes or no</source>
        <translation>有無骨折</translation>
    </message>
    <message>
        <source>AO/OTA class</source>
        <translation>AO/OTA 分類</translation>
    </message>
    <message>
        <source>suspicion 0 to 100</source>
        <translation>懷疑程度 0 至 100</translation>
    </message>
    <message>
        <source>suspicion in six steps</source>
        <translation>懷疑程度六級</translation>
    </message>
    <message>
        <source>place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>verdict on the map</source>
        <translation>對熱圖的評定</translation>
    </message>
    <message>
        <source>Asked: {questions}; {count} s an answer</source>
        <translation>提問：{questions}；每個回答 {count} 秒</translation>
    </message>
    <message>
        <source>Asked: {questions}</source>
        <translation>詢問：{questions}</translation>
    </message>
    <message>
        <source>✓ complete: {answers}</source>
        <translation>✓ 完整：{answers}</translation>
    </message>
    <message>
        <source>{answers}, {missing} missing</source>
        <translation>{answers}，缺 {missing} 個</translation>
    </message>
    <message>
        <source>{count} not in the study</source>
        <translation>{count} 張未納入研究</translation>
    </message>
    <message>
        <source>Crossover: without and with the model, {days} apart</source>
        <translation>交叉設計：無模型與有模型，相隔 {days}</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>group</source>
        <translation>組別</translation>
    </message>
    <message>
        <source>class</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>stratum</source>
        <translation>分層</translation>
    </message>
    <message>
        <source>all of them</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>drawn by {what}: {take}</source>
        <translation>依{what}抽取：{take}</translation>
    </message>
    <message>
        <source>area under the ROC curve (AUC)</source>
        <translation>ROC 曲線下面積（AUC）</translation>
    </message>
    <message>
        <source>share of fractures found (sensitivity)</source>
        <translation>找出骨折的比例（敏感度）</translation>
    </message>
    <message>
        <source>share of films without a fracture called so (specificity)</source>
        <translation>無骨折影像判為無骨折的比例（特異度）</translation>
    </message>
    <message>
        <source>with the model</source>
        <translation>有模型輔助</translation>
    </message>
    <message>
        <source>without the model</source>
        <translation>無模型輔助</translation>
    </message>
    <message>
        <source>readers {arm} against the model alone</source>
        <translation>閱片者（{arm}）對模型單獨</translation>
    </message>
    <message>
        <source>readers {first} against readers {second}</source>
        <translation>閱片者（{first}）對閱片者（{second}）</translation>
    </message>
    <message>
        <source>No primary question: every comparison in the report will be called exploratory.</source>
        <translation>沒有主要問題：報告中的每項比較都會註明為探索性。</translation>
    </message>
    <message>
        <source>the model alone</source>
        <translation>模型單獨</translation>
    </message>
    <message>
        <source>To show: the {figure} of the readers {first} is higher than {second} (two-sided error {alpha} %).</source>
        <translation>欲證明：閱片者（{first}）的{figure}高於{second}（雙側誤差 {alpha} %）。</translation>
    </message>
    <message>
        <source>To show: the {figure} of the readers {first} is not lower than {second} by more than {margin} (one-sided error {alpha} %: the lower end of the {level} % interval decides).</source>
        <translation>欲證明：{first}閱片者的{figure}不比{second}低超過 {margin}（單側錯誤 {alpha} %：以 {level} % 區間的下限判定）。</translation>
    </message>
    <message>
        <source>To show: the {figure} of the readers {first} differs from {second} by less than {margin} (each side&apos;s error {alpha} %: the whole {level} % interval lies within).</source>
        <translation>欲證明：{first}閱片者的{figure}與{second}相差小於 {margin}（每側錯誤 {alpha} %：整個 {level} % 區間均在其內）。</translation>
    </message>
    <message>
        <source>Journals and regulators take 2.5 % for non-inferiority.</source>
        <translation>期刊與主管機關對非劣性採用 2.5 %。</translation>
    </message>
    <message>
        <source>sharing the error with the first by Holm</source>
        <translation>以 Holm 法與第一個共用錯誤率</translation>
    </message>
    <message>
        <source>Then, {rule}: {figures}.</source>
        <translation>其次（{rule}）：{figures}。</translation>
    </message>
    <message>
        <source>adjusted by Holm</source>
        <translation>以 Holm 法校正</translation>
    </message>
    <message>
        <source>each only if the one before was shown</source>
        <translation>前一項成立才檢定下一項</translation>
    </message>
    <message>
        <source>a reader&apos;s yes</source>
        <translation>閱片者答「是」</translation>
    </message>
    <message>
        <source>a rating of {rating} or more</source>
        <translation>評分 {rating} 以上</translation>
    </message>
    <message>
        <source>a model&apos;s probability at its own threshold or above</source>
        <translation>模型的機率達其自身閾值以上</translation>
    </message>
    <message>
        <source>a model&apos;s probability of {p} or more</source>
        <translation>模型的機率 {p} 以上</translation>
    </message>
    <message>
        <source>Counts as a fracture: {readers}; {model}.</source>
        <translation>視為骨折：{readers}；{model}。</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩餘時間</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暫停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Your locked answer: {answer}</source>
        <translation>您鎖定的回答：{answer}</translation>
    </message>
    <message>
        <source>Reference: {truth}</source>
        <translation>參考標準：{truth}</translation>
    </message>
    <message>
        <source>✓ Your answer agrees: {answer}</source>
        <translation>✓ 您的回答相符：{answer}</translation>
    </message>
    <message>
        <source>✕ Your answer differs: {answer}</source>
        <translation>✕ 您的回答不同：{answer}</translation>
    </message>
    <message>
        <source>Reading the film…</source>
        <translation>正在讀取影像…</translation>
    </message>
    <message>
        <source>you</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Open a study pack</source>
        <translation>開啟研究包</translation>
    </message>
    <message>
        <source>Looking at the study pack…</source>
        <translation>正在查看研究包…</translation>
    </message>
    <message>
        <source>Whoever runs the study sends you the key separately from the pack.</source>
        <translation>研究負責人會將金鑰與研究包分開送給您。</translation>
    </message>
    <message>
        <source>Key, such as ABCD-EFGH-…</source>
        <translation>金鑰，例如 ABCD-EFGH-…</translation>
    </message>
    <message>
        <source>Reader&apos;s key</source>
        <translation>閱片者的金鑰</translation>
    </message>
    <message>
        <source>The study pack is being unpacked</source>
        <translation>正在解開研究包</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Study pack for the reader {code}</source>
        <translation>閱片者 {code} 的研究包</translation>
    </message>
    <message>
        <source>This study pack cannot be opened</source>
        <translation>無法開啟此研究包</translation>
    </message>
    <message>
        <source>New study</source>
        <translation>新研究</translation>
    </message>
    <message>
        <source>Change the study</source>
        <translation>變更研究</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步驟</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>判讀</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>閱片者</translation>
    </message>
    <message>
        <source>How many?</source>
        <translation>需要幾張？</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Create the study</source>
        <translation>建立研究</translation>
    </message>
    <message>
        <source>Save the changes</source>
        <translation>儲存變更</translation>
    </message>
    <message>
        <source>Throw away what you have entered?</source>
        <translation>要捨棄已輸入的內容嗎？</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>捨棄</translation>
    </message>
    <message>
        <source>Keep for later</source>
        <translation>保留供稍後使用</translation>
    </message>
    <message>
        <source>Keep on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Name at least one reader.</source>
        <translation>請至少填寫一位閱片者。</translation>
    </message>
    <message>
        <source>What the readers see, such as Hip fractures 2026</source>
        <translation>閱片者看到的標題，例如：髖部骨折 2026</translation>
    </message>
    <message>
        <source>Study&apos;s folder</source>
        <translation>研究資料夾</translation>
    </message>
    <message>
        <source>A new folder for the study</source>
        <translation>供研究使用的新資料夾</translation>
    </message>
    <message>
        <source>Folder with the films</source>
        <translation>影像所在的資料夾</translation>
    </message>
    <message>
        <source>CSV with film and truth; empty: the folder&apos;s own truth</source>
        <translation>含 film 與 truth 的 CSV；留空則用資料夾本身的真值</translation>
    </message>
    <message>
        <source>Reference standard</source>
        <translation>參考標準</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>抽樣</translation>
    </message>
    <message>
        <source>every film</source>
        <translation>每張影像</translation>
    </message>
    <message>
        <source>so many with and without a fracture</source>
        <translation>有、無骨折各取若干</translation>
    </message>
    <message>
        <source>so many of each group (normal, A, B)</source>
        <translation>每組（正常、A、B）各取若干</translation>
    </message>
    <message>
        <source>so many of each AO/OTA class</source>
        <translation>每個 AO/OTA 分類各取若干</translation>
    </message>
    <message>
        <source>so many of each value of the column stratum</source>
        <translation>stratum 欄的每個值各取若干</translation>
    </message>
    <message>
        <source>There are</source>
        <translation>現有</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>抽取</translation>
    </message>
    <message>
        <source>Films of each kind</source>
        <translation>各類影像</translation>
    </message>
    <message>
        <source>Practice films</source>
        <translation>練習影像</translation>
    </message>
    <message>
        <source>none</source>
        <translation>無</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>亂數種子</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>參考標準</translation>
    </message>
    <message>
        <source>Looking at the reference standard…</source>
        <translation>正在查看參考標準…</translation>
    </message>
    <message>
        <source>Take of {kind}</source>
        <translation>{kind} 的抽取數</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空白）</translation>
    </message>
    <message>
        <source>Give the study a title.</source>
        <translation>請為研究命名。</translation>
    </message>
    <message>
        <source>Choose a folder for the study.</source>
        <translation>請選擇研究的資料夾。</translation>
    </message>
    <message>
        <source>Choose a folder of films with a reference standard.</source>
        <translation>請選擇附參考標準的影像資料夾。</translation>
    </message>
    <message>
        <source>Unaided: physicians alone; the model is compared afterwards</source>
        <translation>無輔助：僅醫師判讀；之後再與模型比較</translation>
    </message>
    <message>
        <source>Aided: every film with the model&apos;s answer and map</source>
        <translation>輔助：每張影像附模型的回答與熱圖</translation>
    </message>
    <message>
        <source>Crossover: every film twice, without and with, a wash-out between</source>
        <translation>交叉：每張影像兩次，無模型與有模型，中間有洗脫期</translation>
    </message>
    <message>
        <source>Wash-out</source>
        <translation>洗脫期</translation>
    </message>
    <message>
        <source> days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>from 0 to 100</source>
        <translation>由 0 至 100</translation>
    </message>
    <message>
        <source>in six steps</source>
        <translation>六級</translation>
    </message>
    <message>
        <source>not asked (no ROC curve)</source>
        <translation>不詢問（無 ROC 曲線）</translation>
    </message>
    <message>
        <source>AO/OTA class of a fracture</source>
        <translation>骨折的 AO/OTA 分類</translation>
    </message>
    <message>
        <source>Place of a fracture</source>
        <translation>骨折位置</translation>
    </message>
    <message>
        <source>Verdict on the heat map</source>
        <translation>對熱圖的評定</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>時間限制</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Readers may go back to the film before</source>
        <translation>閱片者可回到上一張影像</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>組別</translation>
    </message>
    <message>
        <source>Also ask</source>
        <translation>另外詢問</translation>
    </message>
    <message>
        <source>Pseudonym</source>
        <translation>代號</translation>
    </message>
    <message>
        <source>Specialty</source>
        <translation>專科</translation>
    </message>
    <message>
        <source>Years in practice</source>
        <translation>執業年數</translation>
    </message>
    <message>
        <source>Pseudonyms only, such as R1. Who is who stays outside the program.</source>
        <translation>只用代號，例如 R1。身分對照請保留在程式之外。</translation>
    </message>
    <message>
        <source>More lines</source>
        <translation>增加列數</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>年數</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>金鑰</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>研究包</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Readers of the study</source>
        <translation>研究的閱片者</translation>
    </message>
    <message>
        <source>Lock the study…</source>
        <translation>鎖定研究…</translation>
    </message>
    <message>
        <source>Make packs</source>
        <translation>製作研究包</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>複製金鑰</translation>
    </message>
    <message>
        <source>Merge results…</source>
        <translation>合併結果…</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>報告…</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>從清單移除</translation>
    </message>
    <message>
        <source>Nothing on the disk changes</source>
        <translation>磁碟上的內容不變</translation>
    </message>
    <message>
        <source>✓ made</source>
        <translation>✓ 已製作</translation>
    </message>
    <message>
        <source>Make {packs}</source>
        <translation>製作 {packs}</translation>
    </message>
    <message>
        <source>Make all packs</source>
        <translation>製作所有研究包</translation>
    </message>
    <message>
        <source>The key of {code} was copied.</source>
        <translation>已複製 {code} 的金鑰。</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>離開</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>暫不</translation>
    </message>
    <message>
        <source>Is there a hip fracture?</source>
        <translation>有髖部骨折嗎？</translation>
    </message>
    <message>
        <source>Decide beforehand what the study is to show</source>
        <translation>事先決定研究要證明什麼</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>比較對象</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>主張</translation>
    </message>
    <message>
        <source>is better</source>
        <translation>較佳</translation>
    </message>
    <message>
        <source>is not worse by more than the margin</source>
        <translation>不差於界限以上</translation>
    </message>
    <message>
        <source>is the same within the margin</source>
        <translation>在界限內相同</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>界限</translation>
    </message>
    <message>
        <source>Type I error (alpha)</source>
        <translation>第一型錯誤（α）</translation>
    </message>
    <message>
        <source>Rule for several endpoints</source>
        <translation>多個評估指標的規則</translation>
    </message>
    <message>
        <source>one after the other (fixed sequence)</source>
        <translation>逐一依序（固定順序）</translation>
    </message>
    <message>
        <source>Answers used</source>
        <translation>採用的回答</translation>
    </message>
    <message>
        <source>every answer</source>
        <translation>所有回答</translation>
    </message>
    <message>
        <source>complete cases</source>
        <translation>完整病例</translation>
    </message>
    <message>
        <source>Readers: by their rating, from</source>
        <translation>閱片者：依評分，自</translation>
    </message>
    <message>
        <source>Cut-off of the readers</source>
        <translation>閱片者的截斷值</translation>
    </message>
    <message>
        <source>Model: from a probability of</source>
        <translation>模型：機率自</translation>
    </message>
    <message>
        <source>Cut-off of the model</source>
        <translation>模型的截斷值</translation>
    </message>
    <message>
        <source>Verdict by one threshold, without “possible”</source>
        <translation>以單一閾值判定，不用「可能」</translation>
    </message>
    <message>
        <source>Then also</source>
        <translation>其次也檢定</translation>
    </message>
    <message>
        <source>By the rule</source>
        <translation>依此規則</translation>
    </message>
    <message>
        <source>Fracture</source>
        <translation>骨折</translation>
    </message>
    <message>
        <source>No fracture</source>
        <translation>無骨折</translation>
    </message>
    <message>
        <source>Which AO/OTA class?</source>
        <translation>屬於哪個 AO/OTA 分類？</translation>
    </message>
    <message>
        <source>Lock the answer</source>
        <translation>鎖定回答</translation>
    </message>
    <message>
        <source>How likely is a fracture?</source>
        <translation>骨折的可能性有多高？</translation>
    </message>
    <message>
        <source>0 to 100</source>
        <translation>0 至 100</translation>
    </message>
    <message>
        <source>Where is the fracture?</source>
        <translation>骨折在哪裡？</translation>
    </message>
    <message>
        <source>click, or arrow keys</source>
        <translation>點選，或用方向鍵</translation>
    </message>
    <message>
        <source>Shenton reader study</source>
        <translation>Shenton 閱片研究</translation>
    </message>
    <message>
        <source>Opening the study…</source>
        <translation>正在開啟研究…</translation>
    </message>
    <message>
        <source>Session {number} of {all} can begin then.</source>
        <translation>屆時可開始第 {number} 場，共 {all} 場。</translation>
    </message>
    <message>
        <source>Please come back on {day}</source>
        <translation>請於 {day} 再來</translation>
    </message>
    <message>
        <source>session {number} of {all}</source>
        <translation>第 {number} 場，共 {all} 場</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>The sessions lie {days} apart, so that no answer comes from memory. Your answers so far are kept.</source>
        <translation>兩次判讀相隔 {days}，以免憑記憶作答。目前的回答已保留。</translation>
    </message>
    <message>
        <source>You read as {code}.</source>
        <translation>您以 {code} 的身分判讀。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暫停</translation>
    </message>
    <message>
        <source>{where}. The film is covered and its time stands still.</source>
        <translation>{where}。影像已遮蔽，計時停止。</translation>
    </message>
    <message>
        <source>Thank you</source>
        <translation>謝謝您</translation>
    </message>
    <message>
        <source>Every film is answered.</source>
        <translation>每張影像都已作答。</translation>
    </message>
    <message>
        <source>Make the result pack and send this one file back to whoever runs the study.</source>
        <translation>請製作結果包，並將這一個檔案送回給研究負責人。</translation>
    </message>
    <message>
        <source>Make the result pack…</source>
        <translation>製作結果包…</translation>
    </message>
    <message>
        <source>The study could not be opened</source>
        <translation>無法開啟研究</translation>
    </message>
    <message>
        <source>{where} cannot be shown</source>
        <translation>無法顯示{where}</translation>
    </message>
    <message>
        <source>Your answers so far are kept.</source>
        <translation>您目前的回答已保存。</translation>
    </message>
    <message>
        <source>Make the result pack</source>
        <translation>製作結果包</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>正在寫入…</translation>
    </message>
    <message>
        <source>✓ Written to {path}</source>
        <translation>✓ 已寫入 {path}</translation>
    </message>
    <message>
        <source>Margin (0 asks whether the arms differ)</source>
        <translation>界限（0 表示詢問兩組是否不同）</translation>
    </message>
    <message>
        <source>The claim is of these very readers only</source>
        <translation>主張僅限於這些閱片者</translation>
    </message>
    <message>
        <source>Groups of readers, each with films of its own</source>
        <translation>各讀不同影像的閱片者組數</translation>
    </message>
    <message>
        <source>Films a patient, on average</source>
        <translation>每位病人平均影像數</translation>
    </message>
    <message>
        <source>How exact is a sensitivity or specificity?</source>
        <translation>敏感度或特異度能有多精確？</translation>
    </message>
    <message>
        <source>half width</source>
        <translation>半寬</translation>
    </message>
    <message>
        <source>Expected proportion</source>
        <translation>預期比例</translation>
    </message>
    <message>
        <source>Half width of its 95 % interval</source>
        <translation>其 95 % 信賴區間的半寬</translation>
    </message>
    <message>
        <source>Share of such films</source>
        <translation>此類影像的比例</translation>
    </message>
    <message>
        <source>Is reading with the model not worse than without (same films)?</source>
        <translation>有模型的判讀不比無模型差嗎（相同影像）？</translation>
    </message>
    <message>
        <source>power</source>
        <translation>檢定力</translation>
    </message>
    <message>
        <source>Expected without the model</source>
        <translation>無模型的預期值</translation>
    </message>
    <message>
        <source>Expected with the model</source>
        <translation>有模型的預期值</translation>
    </message>
    <message>
        <source>Margin (0 asks whether it is better)</source>
        <translation>界限（0 表示詢問是否較佳）</translation>
    </message>
    <message>
        <source>Do two arms differ, over readers and films? From what I expect</source>
        <translation>就閱片者與影像整體而言，兩組是否不同？依預期值</translation>
    </message>
    <message>
        <source>Difference of the arms</source>
        <translation>兩組的差</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>比較的指標</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC（曲線下面積）</translation>
    </message>
    <message>
        <source>specificity</source>
        <translation>特異度</translation>
    </message>
    <message>
        <source>Expected mean of the readers</source>
        <translation>閱片者平均的預期值</translation>
    </message>
    <message>
        <source>One reader, reading twice: largest difference</source>
        <translation>同一閱片者判讀兩次的最大差異</translation>
    </message>
    <message>
        <source>Share of films with a fracture</source>
        <translation>有骨折影像的比例</translation>
    </message>
    <message>
        <source>Do two arms differ, over readers and films? From a pilot</source>
        <translation>就閱片者與影像整體而言，兩組是否不同？依前導資料</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>檢定力</translation>
    </message>
    <message>
        <source>Correlation between a patient&apos;s films (0 to 1)</source>
        <translation>同一病人影像的相關（0 至 1）</translation>
    </message>
    <message>
        <source>Range of the readers (best minus worst)</source>
        <translation>最佳與最差閱片者之差</translation>
    </message>
    <message>
        <source>Pilot: arm by reader</source>
        <translation>前導：組別與閱片者</translation>
    </message>
    <message>
        <source>Pilot: error variance</source>
        <translation>前導：誤差變異數</translation>
    </message>
    <message>
        <source>Pilot: Cov1 (same reader, other arm)</source>
        <translation>前導：Cov1（同一閱片者，不同組）</translation>
    </message>
    <message>
        <source>Pilot: Cov2 (other reader, same arm)</source>
        <translation>前導：Cov2（不同閱片者，同一組）</translation>
    </message>
    <message>
        <source>Pilot: Cov3 (other reader, other arm)</source>
        <translation>前導：Cov3（不同閱片者，不同組）</translation>
    </message>
    <message>
        <source>Pilot: films</source>
        <translation>前導：影像數</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>計算</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>計算中…</translation>
    </message>
    <message>
        <source>{films} if they were of as many patients; with several a patient, {patients} patients</source>
        <translation>若每位病人一張則需 {films}；每位病人多張則需 {patients} 位病人</translation>
    </message>
    <message>
        <source>No number of films is enough; take more readers.</source>
        <translation>影像再多也不足；請增加閱片者。</translation>
    </message>
    <message>
        <source>No number of films is enough: the power is {power:.3f} at most, with {films}.</source>
        <translation>影像再多也不足：檢定力最高為 {power:.3f}（{films}）。</translation>
    </message>
    <message>
        <source>With as many films, {readers} readers would be enough.</source>
        <translation>影像數相同時，{readers} 位閱片者即足夠。</translation>
    </message>
    <message>
        <source>{films} of that kind, {total} in all</source>
        <translation>此類 {films}，總共 {total} 張</translation>
    </message>
    <message>
        <source>Power over films, a line for each number of readers</source>
        <translation>檢定力隨影像數的變化，每種閱片者人數一條線</translation>
    </message>
    <message>
        <source>They give a {what} of {value:.3f}. Source: {method}</source>
        <translation>可得{what} {value:.3f}。來源：{method}</translation>
    </message>
    <message>
        <source>Verify statistics</source>
        <translation>驗證統計</translation>
    </message>
    <message>
        <source>Each figure is computed on this machine and compared with a published or hand-worked value.</source>
        <translation>每個數值都在本機計算，並與已發表或手算的值比較。</translation>
    </message>
    <message>
        <source>The checks are running</source>
        <translation>正在檢查</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>預期值</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>計算值</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>來源</translation>
    </message>
    <message>
        <source>Checks, expected against computed</source>
        <translation>檢查：預期與計算</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>複製為文字</translation>
    </message>
    <message>
        <source>Save as text…</source>
        <translation>儲存為文字…</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再執行一次</translation>
    </message>
    <message>
        <source>Checking the statistics on this machine…</source>
        <translation>正在本機檢查統計…</translation>
    </message>
    <message>
        <source>{wrong} of {all} figures differ. Do not use this machine&apos;s figures.</source>
        <translation>{all} 個數值中有 {wrong} 個不同。請勿使用本機的數值。</translation>
    </message>
    <message>
        <source>All {all} figures agree.</source>
        <translation>全部 {all} 個數值相符。</translation>
    </message>
    <message>
        <source>✓ agrees</source>
        <translation>✓ 相符</translation>
    </message>
    <message>
        <source>✕ differs</source>
        <translation>✕ 不同</translation>
    </message>
    <message>
        <source>Report sentence</source>
        <translation>報告文句</translation>
    </message>
    <message>
        <source>Language of the report</source>
        <translation>報告語言</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>範本</translation>
    </message>
    <message>
        <source>Default template</source>
        <translation>預設範本</translation>
    </message>
    <message>
        <source>The default template is back.</source>
        <translation>已恢復預設範本。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Places in the template: {places}</source>
        <translation>範本可用的欄位：{places}</translation>
    </message>
    <message>
        <source>Save your answer first: the sentence is made of it, never of the model&apos;s.</source>
        <translation>請先儲存您的回答：文句只依您的回答產生，絕不依模型的回答。</translation>
    </message>
    <message>
        <source>From your saved answer and your measures; read it before you paste it.</source>
        <translation>依您儲存的回答與測量產生；貼上前請先閱讀。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已複製。</translation>
    </message>
    <message>
        <source>Save the checks as text</source>
        <translation>將檢查結果儲存為文字</translation>
    </message>
    <message>
        <source>✓ Saved to {path}</source>
        <translation>✓ 已儲存至 {path}</translation>
    </message>
    <message>
        <source>The file of answers here is not the one that was written last: answers given since are not in it, and their films are asked again. Put the newest copy back if there is one, and tell whoever runs the study.</source>
        <translation>此處的回答檔案不是最後寫入的那一個：之後的回答不在其中，相關影像會再次提問。如有最新的副本請放回，並告知研究負責人。</translation>
    </message>
    <message>
        <source>You read {films}, after {practice} with feedback for practice.</source>
        <translation>先以 {practice}練習並得到回饋，再判讀 {films}。</translation>
    </message>
    <message>
        <source>You read {films}.</source>
        <translation>您將判讀 {films}。</translation>
    </message>
    <message>
        <source>Answer each film on your own. Your answer is locked; then the model&apos;s answer is shown, and you answer again.</source>
        <translation>每張影像請先自行作答。回答鎖定後會顯示模型的回答，您再作答一次。</translation>
    </message>
    <message>
        <source>The model&apos;s answer and its heat map stand beside each film.</source>
        <translation>每張影像旁都有模型的回答與熱圖。</translation>
    </message>
    <message>
        <source>Answer each film on your own; no model is shown.</source>
        <translation>每張影像請自行作答；不顯示模型。</translation>
    </message>
    <message>
        <source>You have {count} s for each answer; what is entered by then is kept.</source>
        <translation>每次作答有 {count} 秒；屆時的內容即予保留。</translation>
    </message>
    <message>
        <source>You can go back to the film before; its newer answer counts.</source>
        <translation>可以回到上一張影像；以較新的回答為準。</translation>
    </message>
    <message>
        <source>A locked answer is final.</source>
        <translation>鎖定的回答不能更改。</translation>
    </message>
    <message>
        <source>Stop whenever you like: you go on at the same film.</source>
        <translation>隨時可以停下：會從同一張影像繼續。</translation>
    </message>
    <message>
        <source>Fracture, no fracture</source>
        <translation>骨折、無骨折</translation>
    </message>
    <message>
        <source>Suspicion: type a number, or step</source>
        <translation>懷疑程度：輸入數字，或逐級調整</translation>
    </message>
    <message>
        <source>Mark the place: move the cross (finer with Shift), or click</source>
        <translation>標記位置：移動十字（按 Shift 較細），或點選</translation>
    </message>
    <message>
        <source>Next question</source>
        <translation>下一題</translation>
    </message>
    <message>
        <source>Lock the answer, go on</source>
        <translation>鎖定回答並繼續</translation>
    </message>
    <message>
        <source>Back to the film before</source>
        <translation>回到上一張影像</translation>
    </message>
    <message>
        <source>Zoom, fit, one film pixel per screen pixel</source>
        <translation>縮放、符合視窗、像素一比一</translation>
    </message>
    <message>
        <source>Move the film</source>
        <translation>移動影像</translation>
    </message>
    <message>
        <source>Greys: wider, brighter; the film&apos;s own; inverted</source>
        <translation>灰階：較寬、較亮、原樣、反轉</translation>
    </message>
    <message>
        <source>Heat map on or off; hide it and every mark while held</source>
        <translation>熱圖開或關；按住時連同所有標記隱藏</translation>
    </message>
    <message>
        <source>Practice film {number} of {total}</source>
        <translation>練習影像 {number}/{total}</translation>
    </message>
    <message>
        <source>Film {number} of {total}</source>
        <translation>影像 {number}/{total}</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>回饋</translation>
    </message>
    <message>
        <source>Answer again, with the model&apos;s answer</source>
        <translation>參考模型的回答後再作答</translation>
    </message>
    <message>
        <source>With the model&apos;s answer</source>
        <translation>連同模型的回答</translation>
    </message>
    <message>
        <source>Your own answer</source>
        <translation>您自己的回答</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>未作答</translation>
    </message>
    <message>
        <source>suspicion {rating}</source>
        <translation>懷疑程度 {rating}</translation>
    </message>
    <message>
        <source>Research use only, not for diagnosis</source>
        <translation>僅供研究使用，不可用於診斷</translation>
    </message>
    <message>
        <source>Show the worklist (Ctrl+1)</source>
        <translation>顯示工作清單 (Ctrl+1)</translation>
    </message>
    <message>
        <source>Show the worklist</source>
        <translation>顯示工作清單</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在啟動…</translation>
    </message>
    <message>
        <source>In the order found</source>
        <translation>依找到的順序</translation>
    </message>
    <message>
        <source>Most suspicious first</source>
        <translation>最可疑者優先</translation>
    </message>
    <message>
        <source>Unread first</source>
        <translation>未判讀優先</translation>
    </message>
    <message>
        <source>All films</source>
        <translation>所有影像</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>未判讀</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已判讀</translation>
    </message>
    <message>
        <source>Differs from the model</source>
        <translation>與模型不同</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒絕</translation>
    </message>
    <message>
        <source>Readers differ</source>
        <translation>閱片者有分歧</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未判讀</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已判讀</translation>
    </message>
    <message>
        <source>differs from the model</source>
        <translation>與模型不同</translation>
    </message>
    <message>
        <source>readers differ</source>
        <translation>閱片者有分歧</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒絕</translation>
    </message>
    <message>
        <source>Another picture has this film&apos;s UID (SOP Instance UID): nothing that was read on that one is shown here. Ask where the film comes from which of the two is right.</source>
        <translation>曾以此影像的 UID（SOP Instance UID）出現另一張影像：在那張影像上的判讀不會顯示於此。請向影像來源詢問兩者何者正確。</translation>
    </message>
    <message>
        <source>prior</source>
        <translation>先前</translation>
    </message>
    <message>
        <source>key image</source>
        <translation>關鍵影像</translation>
    </message>
    <message>
        <source>≠ differs from the model: {reading}</source>
        <translation>≠ 與模型不同：{reading}</translation>
    </message>
    <message>
        <source>⚠ UID of another picture · {words}</source>
        <translation>⚠ 另一張影像的 UID · {words}</translation>
    </message>
    <message>
        <source>✕ refused: {reason}</source>
        <translation>✕ 已拒絕：{reason}</translation>
    </message>
    <message>
        <source>≠ differs: {reading}</source>
        <translation>≠ 不同：{reading}</translation>
    </message>
    <message>
        <source>○ read before? being looked at</source>
        <translation>○ 是否判讀過？查詢中</translation>
    </message>
    <message>
        <source>Order of the worklist</source>
        <translation>工作清單的順序</translation>
    </message>
    <message>
        <source>Which films are shown</source>
        <translation>顯示哪些影像</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>工作清單</translation>
    </message>
    <message>
        <source>Sort again</source>
        <translation>重新排序</translation>
    </message>
    <message>
        <source>Next unread</source>
        <translation>下一張未判讀</translation>
    </message>
    <message>
        <source>Next unread film (Ctrl+Down)</source>
        <translation>下一張未判讀影像 (Ctrl+Down)</translation>
    </message>
    <message>
        <source>No films are open. Open a folder or a DICOMDIR, or drop films on the window.</source>
        <translation>尚未開啟影像。請開啟資料夾或 DICOMDIR，或將影像拖放到視窗。</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>開啟資料夾…</translation>
    </message>
    <message>
        <source>Show demonstration films</source>
        <translation>顯示示範影像</translation>
    </message>
    <message>
        <source>No film matches the search and the filter.</source>
        <translation>沒有影像符合搜尋與篩選條件。</translation>
    </message>
    <message>
        <source>Show all films</source>
        <translation>顯示所有影像</translation>
    </message>
    <message>
        <source>{films}, still looking… Esc stops</source>
        <translation>{films}，仍在尋找… 按 Esc 停止</translation>
    </message>
    <message>
        <source>{shown} of {total} match</source>
        <translation>{total} 張中有 {shown} 張符合</translation>
    </message>
    <message>
        <source>{answered} of {total} answered</source>
        <translation>{total} 張中 {answered} 張已有回答</translation>
    </message>
    <message>
        <source>{at} of {total}</source>
        <translation>{at}/{total}</translation>
    </message>
    <message>
        <source>⚠ One patient number, several names: {numbers}. They are kept apart; an export asks.</source>
        <translation>⚠ 同一病人編號有多個姓名：{numbers}。分開保存；匯出時會詢問。</translation>
    </message>
    <message>
        <source>1 stands for a fracture, 0 for none.</source>
        <translation>1 表示骨折，0 表示無骨折。</translation>
    </message>
    <message>
        <source>4000 are usual.</source>
        <translation>通常為 4000。</translation>
    </message>
    <message>
        <source>A backup cannot replace the store itself.</source>
        <translation>備份不能取代儲存庫本身。</translation>
    </message>
    <message>
        <source>A box is not four numbers from top left to bottom right.</source>
        <translation>方框不是由左上到右下的四個數。</translation>
    </message>
    <message>
        <source>A box to be made black covers nothing of the film: {box}.</source>
        <translation>要遮黑的方框未覆蓋影像的任何部分：{box}。</translation>
    </message>
    <message>
        <source>A certificate or key cannot be used.</source>
        <translation>憑證或金鑰無法使用。</translation>
    </message>
    <message>
        <source>A class map of the model is too large to be kept.</source>
        <translation>模型的分類圖太大，無法保存。</translation>
    </message>
    <message>
        <source>A crossover needs a wash-out.</source>
        <translation>交叉設計需要洗脫期。</translation>
    </message>
    <message>
        <source>A cut-off of the readers needs ratings.</source>
        <translation>閱片者的截斷值需要評分。</translation>
    </message>
    <message>
        <source>A decimal comma would do this: write numbers with a point.</source>
        <translation>可能是使用了逗號小數：請以句點書寫小數。</translation>
    </message>
    <message>
        <source>A film of the study is missing.</source>
        <translation>研究缺少一張影像。</translation>
    </message>
    <message>
        <source>A label could not be read ({place}).</source>
        <translation>無法讀取一個標註（{place}）。</translation>
    </message>
    <message>
        <source>A label has an unknown value.</source>
        <translation>標註中有未知的值。</translation>
    </message>
    <message>
        <source>A label lacks the hash of its film&apos;s pixels.</source>
        <translation>標註缺少影像像素的雜湊值。</translation>
    </message>
    <message>
        <source>A line of the protocol has too many dots.</source>
        <translation>計畫書有一行的點過多。</translation>
    </message>
    <message>
        <source>A line without a rating says that nothing was marked; keep one kind.</source>
        <translation>沒有評分的一行表示未標記任何處；請只保留一種。</translation>
    </message>
    <message>
        <source>A list of the assignment holds no plain names, or one twice.</source>
        <translation>分派清單中的名稱不合規定或重複。</translation>
    </message>
    <message>
        <source>A look-up table of the header ends before most of the film&apos;s grey values and was not used.</source>
        <translation>標頭的查找表未涵蓋影像大部分的灰階值，因此未採用。</translation>
    </message>
    <message>
        <source>A look-up table of the header ends before the film&apos;s grey values do: those beyond are all drawn alike.</source>
        <translation>標頭的查找表比影像的灰階值先結束：超出的值都畫成同一灰階。</translation>
    </message>
    <message>
        <source>A look-up table of the header fits the stored grey values and not those that the header makes of them; it was not used.</source>
        <translation>標頭的查找表符合儲存的灰階值，而非標頭轉換後的值；因此未採用。</translation>
    </message>
    <message>
        <source>A look-up table of the header has its bytes in the other order; they were turned round.</source>
        <translation>標頭的查找表位元組順序相反，已予對調。</translation>
    </message>
    <message>
        <source>A look-up table of the header has more entries than it claims; they are used.</source>
        <translation>標頭的查找表項目比所載的多；全部採用。</translation>
    </message>
    <message>
        <source>A map of the model has an impossible size.</source>
        <translation>模型的圖大小不合理。</translation>
    </message>
    <message>
        <source>A map of the model has no place on its film.</source>
        <translation>模型的圖在影像上沒有位置。</translation>
    </message>
    <message>
        <source>A map of the model holds a value that is no number.</source>
        <translation>模型的圖含有非數值。</translation>
    </message>
    <message>
        <source>A name has a comma or a blank, or is truth.</source>
        <translation>名稱含逗號或空白，或為 truth。</translation>
    </message>
    <message>
        <source>A part of the pack is too large.</source>
        <translation>研究包的一部分太大。</translation>
    </message>
    <message>
        <source>A partial area ends at a false-positive fraction from above 0 to 1.</source>
        <translation>部分面積的上限為大於 0 至 1 的偽陽性率。</translation>
    </message>
    <message>
        <source>A place in an answer is not two numbers.</source>
        <translation>回答中的位置不是兩個數。</translation>
    </message>
    <message>
        <source>A radiograph is never so large; check that this is the right file.</source>
        <translation>X 光影像不會這麼大；請確認檔案是否正確。</translation>
    </message>
    <message>
        <source>A reader&apos;s code has 1 to 32 letters, digits, dots, dashes or underscores.</source>
        <translation>閱片者代號為 1 至 32 個字母、數字、點、連字號或底線。</translation>
    </message>
    <message>
        <source>A second reading settles the same film.</source>
        <translation>有第二份判讀裁定同一張影像。</translation>
    </message>
    <message>
        <source>A sequential study has no way back: what was shown cannot be unseen.</source>
        <translation>循序研究不能回頭：看過的無法當作沒看過。</translation>
    </message>
    <message>
        <source>A size from 1, a correlation from 0 to 1.</source>
        <translation>大小自 1 起，相關係數為 0 至 1。</translation>
    </message>
    <message>
        <source>A specialty begins with a letter.</source>
        <translation>專科須以字母開頭。</translation>
    </message>
    <message>
        <source>A study needs films with and films without a fracture.</source>
        <translation>研究需要有骨折與無骨折的影像。</translation>
    </message>
    <message>
        <source>A study with an aided arm needs a model.</source>
        <translation>有輔助組的研究需要模型。</translation>
    </message>
    <message>
        <source>A value of the model card&apos;s {where} is wrong.</source>
        <translation>模型卡的 {where} 中有錯誤的值。</translation>
    </message>
    <message>
        <source>A value with a comma in it must stand in quotes.</source>
        <translation>含逗號的值必須加上引號。</translation>
    </message>
    <message>
        <source>A verdict on the map needs an arm that shows one.</source>
        <translation>對熱圖的評定需要有顯示熱圖的組別。</translation>
    </message>
    <message>
        <source>A window of the header is so wide that it shows nothing of the film; it was not used.</source>
        <translation>標頭中有一個窗寬過大，影像什麼都看不到，因此未使用。</translation>
    </message>
    <message>
        <source>AO/OTA edition: {old} becomes {new}.</source>
        <translation>AO/OTA 版本：{old} 變為 {new}。</translation>
    </message>
    <message>
        <source>Add a line for each film.</source>
        <translation>請為每張影像加一行。</translation>
    </message>
    <message>
        <source>Add it.</source>
        <translation>請加入。</translation>
    </message>
    <message>
        <source>Add that, or leave it out.</source>
        <translation>請一併指定，或省略此選項。</translation>
    </message>
    <message>
        <source>Add the readers&apos; pseudonyms.</source>
        <translation>請加入閱片者的代號。</translation>
    </message>
    <message>
        <source>Add truth,CASE,truth,0 or 1.</source>
        <translation>請加入 truth,CASE,truth,0 或 1。</translation>
    </message>
    <message>
        <source>An AUC needs ratings.</source>
        <translation>AUC 需要評分。</translation>
    </message>
    <message>
        <source>An answer has an unknown verdict.</source>
        <translation>回答含有未知的評定。</translation>
    </message>
    <message>
        <source>An answer of the model lacks its numbers.</source>
        <translation>模型的回答缺少數值。</translation>
    </message>
    <message>
        <source>An area from 0.5 to 1, shares from 0 to 1.</source>
        <translation>面積為 0.5 至 1，比例為 0 至 1。</translation>
    </message>
    <message>
        <source>An endpoint of the protocol is named twice.</source>
        <translation>計畫書中有一個評估指標列了兩次。</translation>
    </message>
    <message>
        <source>An overlay reaches beyond the picture; what of it lies outside is not shown.</source>
        <translation>疊加層超出影像範圍；落在影像外的部分不予顯示。</translation>
    </message>
    <message>
        <source>Another graph: {old} becomes {new}.</source>
        <translation>不同的圖：{old} 變為 {new}。</translation>
    </message>
    <message>
        <source>Another pack of this study was opened here before.</source>
        <translation>此處曾開啟過此研究的另一個研究包。</translation>
    </message>
    <message>
        <source>Another program is writing this table.</source>
        <translation>其他程式正在寫入此表格。</translation>
    </message>
    <message>
        <source>Answer first whether there is a fracture.</source>
        <translation>請先回答有無骨折。</translation>
    </message>
    <message>
        <source>Answer it.</source>
        <translation>請作答。</translation>
    </message>
    <message>
        <source>Answered films that were not read, or left open: {count}.</source>
        <translation>已回答但未判讀或未定論的影像：{count} 張。</translation>
    </message>
    <message>
        <source>Answers of this study are final.</source>
        <translation>此研究的回答不能更改。</translation>
    </message>
    <message>
        <source>Area and shares make no sense.</source>
        <translation>面積與比例不合理。</translation>
    </message>
    <message>
        <source>Ask for a new study pack.</source>
        <translation>請索取新的研究包。</translation>
    </message>
    <message>
        <source>Ask for a rating, or choose another endpoint.</source>
        <translation>請要求評分，或選擇其他評估指標。</translation>
    </message>
    <message>
        <source>Ask for a rating, or leave the cut-off out.</source>
        <translation>請要求評分，或略去截斷值。</translation>
    </message>
    <message>
        <source>Ask for it uncompressed.</source>
        <translation>請索取未壓縮的檔案。</translation>
    </message>
    <message>
        <source>Ask for less.</source>
        <translation>請縮小要求。</translation>
    </message>
    <message>
        <source>Ask for the film again.</source>
        <translation>請重新索取影像。</translation>
    </message>
    <message>
        <source>Ask for the result pack again.</source>
        <translation>請重新索取結果包。</translation>
    </message>
    <message>
        <source>Ask the reader which workstation holds the right answers.</source>
        <translation>請詢問閱片者哪一台工作站的回答才正確。</translation>
    </message>
    <message>
        <source>Ask which pack the reader has opened.</source>
        <translation>請詢問閱片者開啟的是哪個研究包。</translation>
    </message>
    <message>
        <source>Begin a new study in another folder.</source>
        <translation>請在其他資料夾開始新研究。</translation>
    </message>
    <message>
        <source>Bits above the grey values, such as old overlays, were left out.</source>
        <translation>灰階值以上的位元（例如舊式疊加層）已略去。</translation>
    </message>
    <message>
        <source>Check how it is written.</source>
        <translation>請檢查其寫法。</translation>
    </message>
    <message>
        <source>Check its folder and the free space on its disk.</source>
        <translation>請檢查其資料夾與磁碟可用空間。</translation>
    </message>
    <message>
        <source>Check its name.</source>
        <translation>請檢查其名稱。</translation>
    </message>
    <message>
        <source>Check its spelling.</source>
        <translation>請檢查拼寫。</translation>
    </message>
    <message>
        <source>Check that it is there.</source>
        <translation>請檢查它是否存在。</translation>
    </message>
    <message>
        <source>Check that the columns are not exchanged.</source>
        <translation>請檢查欄位是否互換。</translation>
    </message>
    <message>
        <source>Check that this is a DICOM port, not one of HTTP.</source>
        <translation>請確認這是 DICOM 連接埠，而不是 HTTP 的。</translation>
    </message>
    <message>
        <source>Check the disk and its free space, close other windows, and try again.</source>
        <translation>請檢查磁碟與可用空間，關閉其他視窗後再試一次。</translation>
    </message>
    <message>
        <source>Check the file; its pixels all have one value.</source>
        <translation>請檢查檔案；其像素都是同一個值。</translation>
    </message>
    <message>
        <source>Check the folder and its disk, then run it again.</source>
        <translation>請檢查資料夾及其磁碟，然後重新執行。</translation>
    </message>
    <message>
        <source>Check the folder and its free space.</source>
        <translation>請檢查資料夾與其可用空間。</translation>
    </message>
    <message>
        <source>Check the folder of the films.</source>
        <translation>請檢查影像的資料夾。</translation>
    </message>
    <message>
        <source>Check the folder, its rights and the free space on its disk.</source>
        <translation>請檢查資料夾、其權限與磁碟可用空間。</translation>
    </message>
    <message>
        <source>Check the free space and your rights there.</source>
        <translation>請檢查該處的可用空間與您的權限。</translation>
    </message>
    <message>
        <source>Check the free space on the disk.</source>
        <translation>請檢查磁碟可用空間。</translation>
    </message>
    <message>
        <source>Check the key; if it is right, ask for the file again.</source>
        <translation>請檢查金鑰；若無誤，請重新索取檔案。</translation>
    </message>
    <message>
        <source>Check the study&apos;s folder.</source>
        <translation>請檢查研究的資料夾。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s clock; otherwise the PACS administrator must renew it.</source>
        <translation>請檢查本機時鐘；若無誤，須由其管理者更新。</translation>
    </message>
    <message>
        <source>Check whether it wants a certificate of ours, and trusts who signed it.</source>
        <translation>請確認對方是否要求本機的憑證，並信任其簽署者。</translation>
    </message>
    <message>
        <source>Choose a backup of it.</source>
        <translation>請選擇其備份。</translation>
    </message>
    <message>
        <source>Choose a backup or another store&apos;s file.</source>
        <translation>請選擇備份或其他儲存庫的檔案。</translation>
    </message>
    <message>
        <source>Choose a bundle&apos;s folder or zip file.</source>
        <translation>請選擇模型包的資料夾或 zip 檔。</translation>
    </message>
    <message>
        <source>Choose a folder on a local disk with --home.</source>
        <translation>請以 --home 選擇本機磁碟上的資料夾。</translation>
    </message>
    <message>
        <source>Choose a short pseudonym such as R1; it appears in exports.</source>
        <translation>請選擇簡短代號，例如 R1；它會出現在匯出內容中。</translation>
    </message>
    <message>
        <source>Choose a study&apos;s protocol.toml.</source>
        <translation>請選擇研究的 protocol.toml。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>請選擇其他檔案。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>請選擇其他資料夾。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>請選擇其他模型。</translation>
    </message>
    <message>
        <source>Choose another port; those below 1024 need an administrator.</source>
        <translation>請選擇其他連接埠；1024 以下需要系統管理員。</translation>
    </message>
    <message>
        <source>Choose another store&apos;s file.</source>
        <translation>請選擇其他儲存庫的檔案。</translation>
    </message>
    <message>
        <source>Choose fixed sequence or Holm.</source>
        <translation>請選擇固定順序或 Holm。</translation>
    </message>
    <message>
        <source>Choose one with --home DIR, or set SHENTON_HOME.</source>
        <translation>請以 --home DIR 指定，或設定 SHENTON_HOME。</translation>
    </message>
    <message>
        <source>Choose one, or leave it out.</source>
        <translation>請選擇一個，或不設。</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>請選擇一個。</translation>
    </message>
    <message>
        <source>Choose the class of the fracture.</source>
        <translation>請選擇骨折的分類。</translation>
    </message>
    <message>
        <source>Close other Shenton windows and try again; nothing was changed.</source>
        <translation>請關閉其他 Shenton 視窗後再試一次；沒有任何變更。</translation>
    </message>
    <message>
        <source>Close this one; nothing was written.</source>
        <translation>請關閉此視窗；沒有寫入任何內容。</translation>
    </message>
    <message>
        <source>Cluster size and correlation make no sense.</source>
        <translation>群集大小與相關係數不合理。</translation>
    </message>
    <message>
        <source>Come back then; the answers so far are kept.</source>
        <translation>請屆時再來；目前的回答已保存。</translation>
    </message>
    <message>
        <source>Compare the two hips side by side.</source>
        <translation>請將兩髖並排比較。</translation>
    </message>
    <message>
        <source>Copy it again from where it came from.</source>
        <translation>請從來源重新複製。</translation>
    </message>
    <message>
        <source>Copy it again.</source>
        <translation>請重新複製。</translation>
    </message>
    <message>
        <source>Copy the file again from where it came from.</source>
        <translation>請從來源重新複製檔案。</translation>
    </message>
    <message>
        <source>Correct films in the protocol.</source>
        <translation>請更正計畫書中的 films。</translation>
    </message>
    <message>
        <source>Correct it.</source>
        <translation>請更正。</translation>
    </message>
    <message>
        <source>Correct reference in the protocol.</source>
        <translation>請更正計畫書中的 reference。</translation>
    </message>
    <message>
        <source>Correct that line.</source>
        <translation>請更正該行。</translation>
    </message>
    <message>
        <source>Dask is not installed.</source>
        <translation>未安裝 Dask。</translation>
    </message>
    <message>
        <source>Do not use it; get the model again, or export it again.</source>
        <translation>請勿使用；請重新取得模型，或重新匯出。</translation>
    </message>
    <message>
        <source>Each line needs a reader, a case, an arm and a truth.</source>
        <translation>每行需要閱片者、病例、組別與真值。</translation>
    </message>
    <message>
        <source>Export it as a plain ONNX file.</source>
        <translation>請匯出為一般 ONNX 檔。</translation>
    </message>
    <message>
        <source>Export it as one file, with its weights inside.</source>
        <translation>請匯出為內含權重的單一檔案。</translation>
    </message>
    <message>
        <source>Export it once more.</source>
        <translation>請再匯出一次。</translation>
    </message>
    <message>
        <source>Export it unrolled.</source>
        <translation>請展開後匯出。</translation>
    </message>
    <message>
        <source>Export it with its functions inlined.</source>
        <translation>請將函式內嵌後匯出。</translation>
    </message>
    <message>
        <source>Export it with standard operators only, with model-local functions inlined.</source>
        <translation>請只用標準運算子並將模型函式內嵌後匯出。</translation>
    </message>
    <message>
        <source>Export it without identifiers.</source>
        <translation>請以不含識別資訊的方式匯出。</translation>
    </message>
    <message>
        <source>Export the labels again with this version.</source>
        <translation>請以此版本重新匯出標註。</translation>
    </message>
    <message>
        <source>Export the labels again.</source>
        <translation>請重新匯出標註。</translation>
    </message>
    <message>
        <source>Fields in line {line}: {count}.</source>
        <translation>第 {line} 行的欄位數：{count}。</translation>
    </message>
    <message>
        <source>Fields in line {line}: {count}; in the first line: {wanted}.</source>
        <translation>第 {line} 行的欄位數：{count}；第一行：{wanted}。</translation>
    </message>
    <message>
        <source>Files that could not be read: {count}.</source>
        <translation>無法讀取的檔案：{count} 個。</translation>
    </message>
    <message>
        <source>Fill it in.</source>
        <translation>請填寫。</translation>
    </message>
    <message>
        <source>Film checks: {old} becomes {new}.</source>
        <translation>影像檢查項目：{old} 變為 {new}。</translation>
    </message>
    <message>
        <source>Films lacking for practice: {lacking}.</source>
        <translation>練習影像不足：缺 {lacking} 張。</translation>
    </message>
    <message>
        <source>Films lacking in the stratum {stratum}: {lacking}.</source>
        <translation>分層 {stratum} 的影像不足：缺 {lacking} 張。</translation>
    </message>
    <message>
        <source>Films left out because their readers differ: {count}.</source>
        <translation>因閱片者意見不同而略過的影像：{count} 張。</translation>
    </message>
    <message>
        <source>Films of 1 to 16 bits in 8 or 16 can be read.</source>
        <translation>可讀取以 8 或 16 位元存放的 1 至 16 位元影像。</translation>
    </message>
    <message>
        <source>Films that show text, which may name a patient or be a side marker ({count} of {total}): {films}.</source>
        <translation>顯示文字的影像（可能是病人姓名或左右標記；{total} 張中 {count} 張）：{films}。</translation>
    </message>
    <message>
        <source>Fracture of the proximal femur: indeterminate ({side}).</source>
        <translation>近端股骨骨折：無法判定（{side}）。</translation>
    </message>
    <message>
        <source>Free space on the disk, and try again.</source>
        <translation>請釋出磁碟空間後再試一次。</translation>
    </message>
    <message>
        <source>Full colour of the heat map: {old:.3g} becomes {new:.3g}.</source>
        <translation>熱圖的滿色基準：{old:.3g} 變為 {new:.3g}。</translation>
    </message>
    <message>
        <source>Get that file again from where it came from.</source>
        <translation>請從來源重新取得該檔案。</translation>
    </message>
    <message>
        <source>Get the model again, or export it again.</source>
        <translation>請重新取得模型，或重新匯出。</translation>
    </message>
    <message>
        <source>Give KEY=VALUE with commas between: {keys}.</source>
        <translation>請以逗號分隔提供 KEY=VALUE：{keys}。</translation>
    </message>
    <message>
        <source>Give PEM files, the key without a password.</source>
        <translation>請提供 PEM 檔，金鑰不可有密碼。</translation>
    </message>
    <message>
        <source>Give PEM files.</source>
        <translation>請提供 PEM 檔。</translation>
    </message>
    <message>
        <source>Give a name or an IP address.</source>
        <translation>請提供名稱或 IP 位址。</translation>
    </message>
    <message>
        <source>Give a number of readers from 2.</source>
        <translation>請提供 2 以上的閱片者人數。</translation>
    </message>
    <message>
        <source>Give a rating, for example --cutoff 50.</source>
        <translation>請提供評分，例如 --cutoff 50。</translation>
    </message>
    <message>
        <source>Give a rating.</source>
        <translation>請給評分。</translation>
    </message>
    <message>
        <source>Give a share such as 0.1.</source>
        <translation>請提供如 0.1 的比例。</translation>
    </message>
    <message>
        <source>Give a value such as 0.85.</source>
        <translation>請提供如 0.85 的值。</translation>
    </message>
    <message>
        <source>Give a whole number from 0.</source>
        <translation>請提供 0 以上的整數。</translation>
    </message>
    <message>
        <source>Give at least one stratum a number.</source>
        <translation>請至少為一個分層指定數目。</translation>
    </message>
    <message>
        <source>Give differences such as 0.1, of 2 readers or more.</source>
        <translation>請提供 2 位以上閱片者的差值，例如 0.1。</translation>
    </message>
    <message>
        <source>Give each reader a pseudonym of his own.</source>
        <translation>請為每位閱片者指定各自的代號。</translation>
    </message>
    <message>
        <source>Give one between 0 and 0.5, such as 0.05.</source>
        <translation>請給介於 0 與 0.5 之間的值，例如 0.05。</translation>
    </message>
    <message>
        <source>Give one such as 0.05.</source>
        <translation>請提供如 0.05 的值。</translation>
    </message>
    <message>
        <source>Give the address of its scheduler, for example tcp://host:8786.</source>
        <translation>請提供其排程器的位址，例如 tcp://host:8786。</translation>
    </message>
    <message>
        <source>Give the components instead.</source>
        <translation>請改為提供各成分。</translation>
    </message>
    <message>
        <source>Give two readers or more to each block.</source>
        <translation>每個區塊請安排兩位以上閱片者。</translation>
    </message>
    <message>
        <source>Go on where the screen stands.</source>
        <translation>請從畫面所在處繼續。</translation>
    </message>
    <message>
        <source>Have this computer&apos;s AE title, address and port entered in the PACS, or use C-GET.</source>
        <translation>請在 PACS 登錄本機的 AE title、位址與連接埠，或使用 C-GET。</translation>
    </message>
    <message>
        <source>Incomplete for {films}: {what}</source>
        <translation>不完整（{films}）：{what}</translation>
    </message>
    <message>
        <source>Input: {old} becomes {new} pixels a side.</source>
        <translation>輸入：每邊 {old} 變為 {new} 像素。</translation>
    </message>
    <message>
        <source>Install Shenton again, whole.</source>
        <translation>請完整重新安裝 Shenton。</translation>
    </message>
    <message>
        <source>Install Shenton anew.</source>
        <translation>請重新安裝 Shenton。</translation>
    </message>
    <message>
        <source>Install it with pip install &apos;shenton[parquet]&apos;, or write a .csv.</source>
        <translation>請以 pip install &apos;shenton[parquet]&apos; 安裝，或改寫成 .csv。</translation>
    </message>
    <message>
        <source>Install it with: pip install &apos;shenton[cluster]&apos;.</source>
        <translation>安裝方式：pip install &apos;shenton[cluster]&apos;。</translation>
    </message>
    <message>
        <source>Install one: Model, Models…, Install.</source>
        <translation>請安裝一個：模型、模型…、安裝。</translation>
    </message>
    <message>
        <source>It cannot be a radiograph.</source>
        <translation>不可能是 X 光影像。</translation>
    </message>
    <message>
        <source>It cannot be understood.</source>
        <translation>無法理解其內容。</translation>
    </message>
    <message>
        <source>It cannot be written here ({reason}).</source>
        <translation>無法寫入此處（{reason}）。</translation>
    </message>
    <message>
        <source>It has six groups of four letters and digits.</source>
        <translation>由六組、每組四個字母或數字構成。</translation>
    </message>
    <message>
        <source>It is damaged or no DICOM file.</source>
        <translation>已損壞或不是 DICOM 檔。</translation>
    </message>
    <message>
        <source>It is damaged, or no film.</source>
        <translation>已損壞，或不是影像。</translation>
    </message>
    <message>
        <source>It is damaged, or no radiograph&apos;s.</source>
        <translation>已損壞，或不是放射影像的標頭。</translation>
    </message>
    <message>
        <source>It is damaged.</source>
        <translation>已損壞。</translation>
    </message>
    <message>
        <source>It is damaged; ask for the film again.</source>
        <translation>已損壞；請重新索取影像。</translation>
    </message>
    <message>
        <source>It is larger than any film.</source>
        <translation>比任何影像都大。</translation>
    </message>
    <message>
        <source>It is left, right or both.</source>
        <translation>應為 left、right 或 both。</translation>
    </message>
    <message>
        <source>It is of another kind than it was sent as.</source>
        <translation>物件的種類與傳送時所聲明的不同。</translation>
    </message>
    <message>
        <source>It is test, practice, exclude or empty.</source>
        <translation>應為 test、practice、exclude 或空白。</translation>
    </message>
    <message>
        <source>It looks like https://pacs.example/dicom-web</source>
        <translation>形式如 https://pacs.example/dicom-web</translation>
    </message>
    <message>
        <source>It may be a mask or a scan in black and white; get the original film.</source>
        <translation>可能是遮罩或黑白掃描；請取得原始影像。</translation>
    </message>
    <message>
        <source>It may be no frontal film of the pelvis, or taken in an unusual way; judge it without the model.</source>
        <translation>可能不是骨盆正面影像，或拍攝方式特殊；請不靠模型自行判斷。</translation>
    </message>
    <message>
        <source>It may be over- or underexposed, or cropped to its border; get the original film.</source>
        <translation>可能曝光過度或不足，或裁切到只剩邊緣；請取得原始影像。</translation>
    </message>
    <message>
        <source>It may need a newer version of ONNX Runtime.</source>
        <translation>可能需要較新版的 ONNX Runtime。</translation>
    </message>
    <message>
        <source>It needs reader,case,modality,score.</source>
        <translation>需要 reader,case,modality,score。</translation>
    </message>
    <message>
        <source>It was stopped on its way: it may have arrived.</source>
        <translation>傳送途中停止：可能已送達。</translation>
    </message>
    <message>
        <source>Its Modality LUT is damaged; export the film again.</source>
        <translation>其 Modality LUT 已損壞；請重新匯出影像。</translation>
    </message>
    <message>
        <source>Its answer is withheld.</source>
        <translation>不給出回答。</translation>
    </message>
    <message>
        <source>Its first line names the columns.</source>
        <translation>第一行須列出欄名。</translation>
    </message>
    <message>
        <source>Its header lacks what a DX image must state, so the copy leaves as CR.</source>
        <translation>其標頭缺少 DX 影像必備的內容，因此副本以 CR 送出。</translation>
    </message>
    <message>
        <source>Its kind or its way of compression is not taken here.</source>
        <translation>此處不接受其種類或壓縮方式。</translation>
    </message>
    <message>
        <source>Judge the heat map.</source>
        <translation>請評定熱圖。</translation>
    </message>
    <message>
        <source>Keep one for each fracture.</source>
        <translation>每處骨折保留一個。</translation>
    </message>
    <message>
        <source>Keep one of the lines.</source>
        <translation>請保留其中一行。</translation>
    </message>
    <message>
        <source>Keep one of them.</source>
        <translation>請保留其中一個。</translation>
    </message>
    <message>
        <source>Keep one.</source>
        <translation>請保留一個。</translation>
    </message>
    <message>
        <source>Leave out columns that are not needed.</source>
        <translation>請去除不需要的欄。</translation>
    </message>
    <message>
        <source>Leave out what is not needed.</source>
        <translation>請去除不需要的內容。</translation>
    </message>
    <message>
        <source>Leave the identifiers out, or export it as a picture.</source>
        <translation>請去除識別資訊，或匯出為圖片。</translation>
    </message>
    <message>
        <source>Leave the sitting and open the study pack again: its films are then restored from the pack.</source>
        <translation>請離開此次判讀並重新開啟研究包：其影像即由研究包復原。</translation>
    </message>
    <message>
        <source>Leave the whole part out to take every film.</source>
        <translation>若要採用所有影像，請略去整個部分。</translation>
    </message>
    <message>
        <source>Licence: {old} becomes {new}.</source>
        <translation>授權：{old} 變為 {new}。</translation>
    </message>
    <message>
        <source>Limits: {old} becomes {new}.</source>
        <translation>限制：{old} 變為 {new}。</translation>
    </message>
    <message>
        <source>Line {line}: lesions: {count}, but boxes: {boxes}.</source>
        <translation>第 {line} 行：病灶 {count} 個，但方框 {boxes} 個。</translation>
    </message>
    <message>
        <source>Line {line}: the weights do not fit the lesions ({count}).</source>
        <translation>第 {line} 行：weights 與 {count} 個病灶不符。</translation>
    </message>
    <message>
        <source>Line {number} of the truth cannot be read ({place}).</source>
        <translation>無法讀取標準答案的第 {number} 行（{place}）。</translation>
    </message>
    <message>
        <source>Lock it first.</source>
        <translation>請先鎖定。</translation>
    </message>
    <message>
        <source>Look at its folder.</source>
        <translation>請查看其資料夾。</translation>
    </message>
    <message>
        <source>Look at these films. Where text names a patient, make the packs in the window, or write boxes over it with --propose-boxes, confirm them and give them with --boxes. Where none does, make the packs with --burned-in-reviewed.</source>
        <translation>請查看這些影像。若有文字載明病人身分，請在視窗中製作研究包，或以 --propose-boxes 產生遮蓋文字的方框，確認後以 --boxes 指定。若沒有，請以 --burned-in-reviewed 製作研究包。</translation>
    </message>
    <message>
        <source>Make the films again.</source>
        <translation>請重新製作影像。</translation>
    </message>
    <message>
        <source>Make them again.</source>
        <translation>請重新製作。</translation>
    </message>
    <message>
        <source>Mark the place of the fracture.</source>
        <translation>請標記骨折的位置。</translation>
    </message>
    <message>
        <source>Merge it there.</source>
        <translation>請在該處合併。</translation>
    </message>
    <message>
        <source>Merge the readers&apos; result packs first.</source>
        <translation>請先合併閱片者的結果包。</translation>
    </message>
    <message>
        <source>More than a million films would be needed.</source>
        <translation>需要超過一百萬張影像。</translation>
    </message>
    <message>
        <source>Move it away, or start with another --home folder.</source>
        <translation>請移開它，或以 --home 從其他資料夾啟動。</translation>
    </message>
    <message>
        <source>Name a CSV as reference in the protocol.</source>
        <translation>請在計畫書中以 reference 指定一個 CSV。</translation>
    </message>
    <message>
        <source>Name a CSV with the columns film and truth as reference in the protocol.</source>
        <translation>請在計畫書中以 reference 指定含 film 與 truth 欄的 CSV。</translation>
    </message>
    <message>
        <source>Name each once.</source>
        <translation>請各列一次。</translation>
    </message>
    <message>
        <source>Name its file and that of its key.</source>
        <translation>請指定其檔案與金鑰檔。</translation>
    </message>
    <message>
        <source>Name one with --model FOLDER.</source>
        <translation>請以 --model FOLDER 指定一個。</translation>
    </message>
    <message>
        <source>Name the file of the authority that signed it.</source>
        <translation>請指定簽署機構的檔案。</translation>
    </message>
    <message>
        <source>Name two arms.</source>
        <translation>請指定兩個組別。</translation>
    </message>
    <message>
        <source>Name: {old} becomes {new}.</source>
        <translation>名稱：{old} 變為 {new}。</translation>
    </message>
    <message>
        <source>Nearly all of the film is of one grey value.</source>
        <translation>影像幾乎全為同一灰階值。</translation>
    </message>
    <message>
        <source>New operating point {name}: threshold {threshold:.3f}, set on {set_on}.</source>
        <translation>新的操作點 {name}：閾值 {threshold:.3f}，於 {set_on} 設定。</translation>
    </message>
    <message>
        <source>No answer of a model is stored for this film.</source>
        <translation>此影像沒有已儲存的模型回答。</translation>
    </message>
    <message>
        <source>No decoder for {kind} is installed; it comes with {packages}.</source>
        <translation>未安裝 {kind} 的解碼器；它隨 {packages} 提供。</translation>
    </message>
    <message>
        <source>No film of the study could be read.</source>
        <translation>研究的影像都無法讀取。</translation>
    </message>
    <message>
        <source>No fracture found, no heat map.</source>
        <translation>未發現骨折，沒有熱圖。</translation>
    </message>
    <message>
        <source>No heat map: the answer is of a model that is not in use.</source>
        <translation>沒有熱圖：回答來自目前未使用的模型。</translation>
    </message>
    <message>
        <source>No hip seems to lie wholly on this film: the answer says nothing about what is cut off.</source>
        <translation>此影像上似乎沒有完整的髖關節；被裁掉的部分無法由回答判斷。</translation>
    </message>
    <message>
        <source>No model bundle is installed.</source>
        <translation>未安裝模型包。</translation>
    </message>
    <message>
        <source>No model is installed.</source>
        <translation>未安裝模型。</translation>
    </message>
    <message>
        <source>No number of films can show it.</source>
        <translation>影像再多也無法證明。</translation>
    </message>
    <message>
        <source>No reader has the name given for the model.</source>
        <translation>沒有閱片者使用為模型指定的名稱。</translation>
    </message>
    <message>
        <source>No result was merged yet.</source>
        <translation>尚未合併任何結果。</translation>
    </message>
    <message>
        <source>No study was unpacked here.</source>
        <translation>此處沒有解開過研究。</translation>
    </message>
    <message>
        <source>None of the films in the list was both read and answered by the model.</source>
        <translation>清單中沒有任何影像同時有判讀與模型的回答。</translation>
    </message>
    <message>
        <source>Nothing can be saved before what is in its way is gone.</source>
        <translation>阻礙排除之前無法儲存任何內容。</translation>
    </message>
    <message>
        <source>Nothing of this study was read here yet.</source>
        <translation>此研究在這裡尚未有任何判讀。</translation>
    </message>
    <message>
        <source>ONNX Runtime cannot load this model.</source>
        <translation>ONNX Runtime 無法載入此模型。</translation>
    </message>
    <message>
        <source>ONNX Runtime is installed but does not start.</source>
        <translation>ONNX Runtime 已安裝但無法啟動。</translation>
    </message>
    <message>
        <source>ONNX Runtime is not installed, so no model can run.</source>
        <translation>未安裝 ONNX Runtime，無法執行模型。</translation>
    </message>
    <message>
        <source>ONNX Runtime is not installed, so the search for text cannot run.</source>
        <translation>未安裝 ONNX Runtime，無法尋找文字。</translation>
    </message>
    <message>
        <source>Objects sent, as {where} says: {told}; received: {came}.</source>
        <translation>{where} 表示已傳送的物件：{told} 個；收到：{came} 個。</translation>
    </message>
    <message>
        <source>One more answer could not be read and is left out.</source>
        <translation>另有 1 筆回應無法讀取，已略去。</translation>
    </message>
    <message>
        <source>One of the two is needed.</source>
        <translation>兩者需擇一。</translation>
    </message>
    <message>
        <source>Only a crossover has a wash-out.</source>
        <translation>只有交叉設計有洗脫期。</translation>
    </message>
    <message>
        <source>Open a DICOM, PNG or JPEG file.</source>
        <translation>請開啟 DICOM、PNG 或 JPEG 檔。</translation>
    </message>
    <message>
        <source>Open a folder of pelvis films.</source>
        <translation>請開啟骨盆影像的資料夾。</translation>
    </message>
    <message>
        <source>Open a frontal film of the pelvis or hip, or answer this one without the model.</source>
        <translation>請開啟骨盆或髖部正面影像，或不靠模型對此影像作答。</translation>
    </message>
    <message>
        <source>Open a frontal radiograph.</source>
        <translation>請開啟正面 X 光影像。</translation>
    </message>
    <message>
        <source>Open a greyscale radiograph.</source>
        <translation>請開啟灰階 X 光影像。</translation>
    </message>
    <message>
        <source>Open a radiograph in one of these formats.</source>
        <translation>請開啟上述格式之一的 X 光影像。</translation>
    </message>
    <message>
        <source>Open it again, then answer.</source>
        <translation>請重新開啟後再作答。</translation>
    </message>
    <message>
        <source>Open it once more in Shenton, then export.</source>
        <translation>請在 Shenton 中再開啟一次，然後匯出。</translation>
    </message>
    <message>
        <source>Open the folder of the disc; copy the disc again where films are missing.</source>
        <translation>請開啟光碟的資料夾；若缺少影像，請重新複製光碟。</translation>
    </message>
    <message>
        <source>Open the study pack again.</source>
        <translation>請重新開啟研究包。</translation>
    </message>
    <message>
        <source>Open the study pack and begin.</source>
        <translation>請開啟研究包並開始。</translation>
    </message>
    <message>
        <source>Open the study pack in a folder of its own.</source>
        <translation>請在獨立的資料夾開啟研究包。</translation>
    </message>
    <message>
        <source>Pack it as a plain zip file.</source>
        <translation>請打包為一般 zip 檔。</translation>
    </message>
    <message>
        <source>Parquet needs PyArrow, which is not installed.</source>
        <translation>Parquet 需要 PyArrow，但未安裝。</translation>
    </message>
    <message>
        <source>Patients of the other store ({patients}) stay patients of their own: one who is in both stores counts as two in exports and statistics.</source>
        <translation>另一儲存庫的病人（{patients}）仍視為不同病人：同時在兩個儲存庫中的病人，在匯出與統計中算作兩位。</translation>
    </message>
    <message>
        <source>Pixel Spacing is so much smaller than the detector&apos;s that no magnification explains it; the detector&apos;s is used.</source>
        <translation>Pixel Spacing 比偵檢器的值小得多，無法以放大解釋；改用偵檢器的值。</translation>
    </message>
    <message>
        <source>Ports are 1 to 65535; 104 and 11112 are usual.</source>
        <translation>連接埠為 1 至 65535；通常為 104 與 11112。</translation>
    </message>
    <message>
        <source>Ports are 1 to 65535; 11112 is usual.</source>
        <translation>連接埠為 1 至 65535；通常為 11112。</translation>
    </message>
    <message>
        <source>Put back a backup from before the change, or tell whoever keeps this store.</source>
        <translation>請還原變更前的備份，或告知此儲存庫的管理者。</translation>
    </message>
    <message>
        <source>Put it back, or merge it again.</source>
        <translation>請放回原處，或重新合併。</translation>
    </message>
    <message>
        <source>Put its file back as it was.</source>
        <translation>請將其檔案恢復原狀。</translation>
    </message>
    <message>
        <source>Put its file back.</source>
        <translation>請將其檔案放回。</translation>
    </message>
    <message>
        <source>Put protocol.toml back as it was, or begin a new study.</source>
        <translation>請將 protocol.toml 恢復原狀，或開始新研究。</translation>
    </message>
    <message>
        <source>Put the file back.</source>
        <translation>請將檔案放回。</translation>
    </message>
    <message>
        <source>Put {record} back from a backup into its folder; where there is none, tell whoever runs the study before you move {note} away, which begins anew.</source>
        <translation>請由備份將 {record} 放回原資料夾；若無備份，請先告知研究負責人，再移走 {note}，移走後將重新開始。</translation>
    </message>
    <message>
        <source>Random readers need two or more.</source>
        <translation>隨機閱片者需要兩位以上。</translation>
    </message>
    <message>
        <source>Read some films first, or calibrate from films without readings.</source>
        <translation>請先判讀一些影像，或以未判讀的影像校準。</translation>
    </message>
    <message>
        <source>Reading the film was cancelled.</source>
        <translation>已取消讀取影像。</translation>
    </message>
    <message>
        <source>Readings made before files were recorded: {count}. Where a picture lies under several headers, nobody can say which file was read.</source>
        <translation>在記錄檔案之前所作的判讀：{count} 筆。若同一影像有多個標頭，便無法得知判讀的是哪個檔案。</translation>
    </message>
    <message>
        <source>Readings made with the model&apos;s answer in sight, which may follow it: {count}.</source>
        <translation>看著模型回答所作的判讀（可能受其影響）：{count} 筆。</translation>
    </message>
    <message>
        <source>Readings taken over: {readings} (new films: {films}, new readers: {readers}); already here: {known}.</source>
        <translation>已併入判讀：{readings} 筆（新影像 {films} 張、新閱片者 {readers} 位）；原已存在：{known} 筆。</translation>
    </message>
    <message>
        <source>Receiving over TLS needs a certificate.</source>
        <translation>以 TLS 接收需要憑證。</translation>
    </message>
    <message>
        <source>Record {number} of the truth: {reason}</source>
        <translation>標準答案的第 {number} 筆記錄：{reason}</translation>
    </message>
    <message>
        <source>Refuses films unlike its training: {old} becomes {new}.</source>
        <translation>拒絕與訓練影像不同的影像：{old} 變為 {new}。</translation>
    </message>
    <message>
        <source>Remove what does not belong.</source>
        <translation>請移除不屬於此處的內容。</translation>
    </message>
    <message>
        <source>Report this model.</source>
        <translation>請回報此模型。</translation>
    </message>
    <message>
        <source>SQLite {sqlite_version} is too old for the store of readings.</source>
        <translation>SQLite {sqlite_version} 太舊，無法用於儲存庫。</translation>
    </message>
    <message>
        <source>Sampling needs both: what to sample by, and how many of each.</source>
        <translation>抽樣需要兩者：依據為何，以及各取多少。</translation>
    </message>
    <message>
        <source>Save it as CSV.</source>
        <translation>請儲存為 CSV。</translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation>請儲存為 UTF-8。</translation>
    </message>
    <message>
        <source>Save the table as CSV in UTF-8.</source>
        <translation>請將表格儲存為 UTF-8 的 CSV。</translation>
    </message>
    <message>
        <source>Save the table as CSV.</source>
        <translation>請將表格儲存為 CSV。</translation>
    </message>
    <message>
        <source>See the readers in its protocol.</source>
        <translation>請見其計畫書中的閱片者。</translation>
    </message>
    <message>
        <source>See the user guide for the form of the file.</source>
        <translation>檔案格式請見使用者指南。</translation>
    </message>
    <message>
        <source>Set back to false.</source>
        <translation>請將 back 設為 false。</translation>
    </message>
    <message>
        <source>Set map_verdict to false.</source>
        <translation>請將 map_verdict 設為 false。</translation>
    </message>
    <message>
        <source>Set practice lower, or add films.</source>
        <translation>請降低 practice，或增加影像。</translation>
    </message>
    <message>
        <source>Set the clock right.</source>
        <translation>請將時鐘調正。</translation>
    </message>
    <message>
        <source>Set washout_days to 0.</source>
        <translation>請將 washout_days 設為 0。</translation>
    </message>
    <message>
        <source>Set washout_days; four weeks (28) are usual.</source>
        <translation>請設定 washout_days；通常為四週 (28)。</translation>
    </message>
    <message>
        <source>Split it.</source>
        <translation>請分割。</translation>
    </message>
    <message>
        <source>Split the study.</source>
        <translation>請分割研究。</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>請重新啟動。</translation>
    </message>
    <message>
        <source>Switch to Settle where readers differ to answer it there.</source>
        <translation>請切換到「裁定閱片者的分歧」在該處作答。</translation>
    </message>
    <message>
        <source>Synthetic training: {old} becomes {new}.</source>
        <translation>以合成影像訓練：{old} 變為 {new}。</translation>
    </message>
    <message>
        <source>Take fewer, or add films to the reference standard.</source>
        <translation>請減少抽取，或在參考標準中增加影像。</translation>
    </message>
    <message>
        <source>Tell whoever runs the study.</source>
        <translation>請告知研究負責人。</translation>
    </message>
    <message>
        <source>Tell whoever runs the study; nothing was written.</source>
        <translation>請告知研究負責人；沒有寫入任何內容。</translation>
    </message>
    <message>
        <source>The DICOM header is damaged.</source>
        <translation>DICOM 標頭已損壞。</translation>
    </message>
    <message>
        <source>The PACS names an object by something that is no UID.</source>
        <translation>PACS 以非 UID 的名稱指稱物件。</translation>
    </message>
    <message>
        <source>The RLE picture&apos;s segments do not fit its header.</source>
        <translation>RLE 影像的區段與其標頭不符。</translation>
    </message>
    <message>
        <source>The address is empty or has a space.</source>
        <translation>位址為空或含空白。</translation>
    </message>
    <message>
        <source>The answer is larger than any film.</source>
        <translation>回應比任何影像都大。</translation>
    </message>
    <message>
        <source>The answer was not kept.</source>
        <translation>回答未予保存。</translation>
    </message>
    <message>
        <source>The answers here belong to another study or reader.</source>
        <translation>此處的回答屬於其他研究或閱片者。</translation>
    </message>
    <message>
        <source>The answers here were written by a newer Shenton.</source>
        <translation>此處的回答由較新的 Shenton 寫入。</translation>
    </message>
    <message>
        <source>The answers of this sitting cannot be read.</source>
        <translation>此次判讀的回答無法讀取。</translation>
    </message>
    <message>
        <source>The answers of {where} cannot be read.</source>
        <translation>無法讀取 {where} 的回應。</translation>
    </message>
    <message>
        <source>The arms are: {arms}; the second may be model.</source>
        <translation>組別為：{arms}；第二個可為 model。</translation>
    </message>
    <message>
        <source>The assignment is too large.</source>
        <translation>分派太大。</translation>
    </message>
    <message>
        <source>The assignment&apos;s hashes are not those of its films.</source>
        <translation>分派的雜湊值與其影像不符。</translation>
    </message>
    <message>
        <source>The assignment&apos;s sessions do not fit its rules.</source>
        <translation>分派的場次與其規則不符。</translation>
    </message>
    <message>
        <source>The assignment&apos;s truths are not those of its practice films.</source>
        <translation>分派的真值不是其練習影像的。</translation>
    </message>
    <message>
        <source>The bootstrap needs 100 to 1000000 repeats.</source>
        <translation>拔靴法需要 100 至 1000000 次重複。</translation>
    </message>
    <message>
        <source>The bundle&apos;s folder could not be read.</source>
        <translation>模型包的資料夾無法讀取。</translation>
    </message>
    <message>
        <source>The bundle&apos;s zip is packed in an unusual way.</source>
        <translation>模型包的 zip 打包方式異常。</translation>
    </message>
    <message>
        <source>The bundle&apos;s zip names a file twice.</source>
        <translation>模型包的 zip 重複列出檔案。</translation>
    </message>
    <message>
        <source>The cluster {address} does not answer ({reason}).</source>
        <translation>叢集 {address} 沒有回應（{reason}）。</translation>
    </message>
    <message>
        <source>The compressed picture lacks the table before it; it was read all the same.</source>
        <translation>壓縮影像前缺少應有的表；仍已讀取。</translation>
    </message>
    <message>
        <source>The correlations make no sense.</source>
        <translation>相關係數不合理。</translation>
    </message>
    <message>
        <source>The disk reported an error under the store of readings; nothing was saved this time.</source>
        <translation>判讀儲存庫所在的磁碟回報錯誤；這次沒有儲存任何內容。</translation>
    </message>
    <message>
        <source>The file carries an overlay that cannot be read; it is not shown.</source>
        <translation>檔案含有無法讀取的疊加層，未予顯示。</translation>
    </message>
    <message>
        <source>The file carries {count} overlays that cannot be read; they are not shown.</source>
        <translation>檔案含有 {count} 個無法讀取的疊加層，未予顯示。</translation>
    </message>
    <message>
        <source>The file holds more than one compressed picture; the first is shown.</source>
        <translation>檔案含有多張壓縮影像；顯示第一張。</translation>
    </message>
    <message>
        <source>The film&apos;s file was changed while it was exported.</source>
        <translation>匯出期間影像檔案遭更動。</translation>
    </message>
    <message>
        <source>The film&apos;s shorter side has only {shortest} px.</source>
        <translation>影像短邊只有 {shortest} 像素。</translation>
    </message>
    <message>
        <source>The header claims fewer bits than a grey value has; it was read as it is.</source>
        <translation>標頭所稱的位元數少於灰階值實際所用；已照實際內容讀取。</translation>
    </message>
    <message>
        <source>The header does not say in which characters it is written: the patient&apos;s name may be shown wrong.</source>
        <translation>標頭未註明所用字元集：病人姓名可能顯示錯誤。</translation>
    </message>
    <message>
        <source>The header has a look-up table of values (Modality LUT) and a rescale, which exclude each other; the table is used.</source>
        <translation>標頭同時有互斥的數值查找表（Modality LUT）與重新縮放值；採用查找表。</translation>
    </message>
    <message>
        <source>The header has too many elements.</source>
        <translation>標頭的元素過多。</translation>
    </message>
    <message>
        <source>The header&apos;s rescale values are not written as they should be; what of them could be read is used.</source>
        <translation>標頭的重新縮放值未依規定書寫；僅採用可讀取的部分。</translation>
    </message>
    <message>
        <source>The header&apos;s window is not written as it should be and was not used.</source>
        <translation>標頭的視窗值未依規定書寫，未予採用。</translation>
    </message>
    <message>
        <source>The labels file has schema {schema}, this version reads 1 to {known}.</source>
        <translation>標籤檔的結構版本為 {schema}，本版可讀取 1 至 {known}。</translation>
    </message>
    <message>
        <source>The model&apos;s output {name} has a wrong shape or value.</source>
        <translation>模型的輸出 {name} 形狀或數值不正確。</translation>
    </message>
    <message>
        <source>The object did not come whole from {where}.</source>
        <translation>從 {where} 收到的物件不完整。</translation>
    </message>
    <message>
        <source>The pixel aspect ratio of the header makes no sense and was not used.</source>
        <translation>標頭的像素長寬比不合理，未予使用。</translation>
    </message>
    <message>
        <source>The protocol&apos;s cut-off of the model needs a model.</source>
        <translation>計畫書的模型截斷值需要模型。</translation>
    </message>
    <message>
        <source>The proximal femur cannot be assessed on this film.</source>
        <translation>此影像無法評估近端股骨。</translation>
    </message>
    <message>
        <source>The result breaks the wash-out: a session was begun too early (days: {days} of {of}).</source>
        <translation>結果違反洗脫期：場次在 {of} 天中的第 {days} 天後即開始。</translation>
    </message>
    <message>
        <source>The specialty {specialty} cannot be told from {other}.</source>
        <translation>專科 {specialty} 無法與 {other} 區分。</translation>
    </message>
    <message>
        <source>The store of readings is in use by another program.</source>
        <translation>儲存庫正由其他程式使用。</translation>
    </message>
    <message>
        <source>The store of readings is not open.</source>
        <translation>儲存庫未開啟。</translation>
    </message>
    <message>
        <source>The study has more objects than were named; the others were not asked for.</source>
        <translation>檢查的物件比所列的多；其餘未索取。</translation>
    </message>
    <message>
        <source>The system knows no home folder of this user.</source>
        <translation>系統不知道此使用者的家目錄。</translation>
    </message>
    <message>
        <source>The table is not there any more: it or its folder was removed while it was written.</source>
        <translation>表格已不存在：寫入時，表格或其資料夾被移除。</translation>
    </message>
    <message>
        <source>The table was begun with another model, or under another site profile.</source>
        <translation>此表格是以其他模型或在其他院所設定檔下開始的。</translation>
    </message>
    <message>
        <source>The table was begun without this site profile.</source>
        <translation>此表格開始時未使用此院所設定檔。</translation>
    </message>
    <message>
        <source>The usual one is 0.05; for non-inferiority, which is one-sided, 0.025.</source>
        <translation>通常為 0.05；非劣性為單側，採 0.025。</translation>
    </message>
    <message>
        <source>The {value} of its header is in characters that are not known.</source>
        <translation>標頭的 {value} 使用了無法辨識的字元。</translation>
    </message>
    <message>
        <source>There seems to be metal in a hip: the model knows implants from synthetic films only.</source>
        <translation>髖部似有金屬植入物；此模型僅由合成影像學過植入物。</translation>
    </message>
    <message>
        <source>This computer is slow now: the model&apos;s self-test took {probe:.0f} s, so a film may take up to {seconds:.0f} s.</source>
        <translation>本機目前速度慢：模型的自我測試花了 {probe:.0f} 秒，因此每張影像最多可能需要 {seconds:.0f} 秒。</translation>
    </message>
    <message>
        <source>This file is not a Shenton store of readings; it was left as it is.</source>
        <translation>此檔案不是 Shenton 的儲存庫；已原樣保留。</translation>
    </message>
    <message>
        <source>This film shows {shown}, not a frontal pelvis.</source>
        <translation>此影像顯示{shown}，而非骨盆正面。</translation>
    </message>
    <message>
        <source>This folder cannot hold the store of readings (its file system lacks shared memory).</source>
        <translation>此資料夾不能存放儲存庫（其檔案系統沒有共享記憶體）。</translation>
    </message>
    <message>
        <source>This is a disc&apos;s list of its films (DICOMDIR), and not all that it lists is here: it is cut short, or names files that are gone or lie outside its folder.</source>
        <translation>這是光碟的影像清單（DICOMDIR），所列內容並未全在此處：清單不完整，或列有已不存在或位於其資料夾之外的檔案。</translation>
    </message>
    <message>
        <source>This reader has seen what others answered on this film.</source>
        <translation>此閱片者已看過他人對此影像的回答。</translation>
    </message>
    <message>
        <source>This sitting was begun here, and its file of answers is gone: what was answered is lost.</source>
        <translation>此次判讀已在這裡開始，但其回答檔案不見了：已作答的內容遺失。</translation>
    </message>
    <message>
        <source>Try again, or choose another model: Model, Models…</source>
        <translation>請再試一次，或於「模型」選單的「模型…」選擇其他模型</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>請再試一次。</translation>
    </message>
    <message>
        <source>Try again; ask the PACS administrator if it stays so.</source>
        <translation>請再試一次；若仍如此，請洽 PACS 管理員。</translation>
    </message>
    <message>
        <source>Two pixel spacings of the header give the pixels different shapes; the first is used.</source>
        <translation>標頭的兩個像素間距給出不同的像素形狀；採用第一個。</translation>
    </message>
    <message>
        <source>Values of the reference standard that stand in a column without a name are not used: lines {count}, the first is line {line}.</source>
        <translation>無名稱欄位中的參考標準值不予使用：共 {count} 列，首列為第 {line} 列。</translation>
    </message>
    <message>
        <source>What is expected of the readers cannot be a value of that figure.</source>
        <translation>對閱片者的預期值不是該指標可能的值。</translation>
    </message>
    <message>
        <source>What {where} sent is no DICOM object.</source>
        <translation>{where} 傳來的不是 DICOM 物件。</translation>
    </message>
    <message>
        <source>Write one specialty the same way throughout, and none like a reader&apos;s code.</source>
        <translation>同一專科請一律寫法相同，且勿與閱片者代碼相同。</translation>
    </message>
    <message>
        <source>Write to another file, or leave it out.</source>
        <translation>請寫入其他檔案，或省略該選項。</translation>
    </message>
    <message>
        <source>Write to another file, or name that model and profile.</source>
        <translation>請寫入其他檔案，或指定該模型與設定檔。</translation>
    </message>
    <message>
        <source>a colour image</source>
        <translation>彩色影像</translation>
    </message>
    <message>
        <source>cannot answer in this form</source>
        <translation>無法以此格式回應</translation>
    </message>
    <message>
        <source>cannot tell how many objects match</source>
        <translation>無法得知有多少物件符合</translation>
    </message>
    <message>
        <source>could not send the objects</source>
        <translation>無法傳送物件</translation>
    </message>
    <message>
        <source>does not understand what it was asked</source>
        <translation>無法解讀收到的請求</translation>
    </message>
    <message>
        <source>has a gateway before it that gets no answer</source>
        <translation>前端的閘道得不到回應</translation>
    </message>
    <message>
        <source>has a gateway before it that gets no answer in time</source>
        <translation>前端的閘道未及時得到回應</translation>
    </message>
    <message>
        <source>poor positioning</source>
        <translation>擺位不佳</translation>
    </message>
    <message>
        <source>symphysis {length} below the sacrum, in the middle</source>
        <translation>恥骨聯合在薦骨下方 {length}，居中</translation>
    </message>
    <message>
        <source>symphysis {length} below the sacrum, {aside} to {side}</source>
        <translation>恥骨聯合在薦骨下方 {length}，偏 {side} {aside}</translation>
    </message>
    <message>
        <source>the map scale must lie in {least:g}..{most:g}</source>
        <translation>熱圖尺度須在 {least:g}..{most:g} 之間</translation>
    </message>
    <message>
        <source>was asked too often</source>
        <translation>收到的請求過於頻繁</translation>
    </message>
    <message>
        <source>{count} films were not sent.</source>
        <translation>{count} 張影像未送出。</translation>
    </message>
    <message>
        <source>{count} folders could not be looked into.</source>
        <translation>{count} 個資料夾無法查看。</translation>
    </message>
    <message>
        <source>{count} hidden files or folders were left out.</source>
        <translation>已略過 {count} 個隱藏的檔案或資料夾。</translation>
    </message>
    <message>
        <source>{count} links to folders were not followed.</source>
        <translation>未跟隨 {count} 個指向資料夾的連結。</translation>
    </message>
    <message>
        <source>{count} more answers could not be read and are left out.</source>
        <translation>另有 {count} 筆回應無法讀取，已略去。</translation>
    </message>
    <message>
        <source>{count} of the objects had the UID of another one that came; both are kept.</source>
        <translation>有 {count} 個物件的 UID 與另一個收到的物件相同；兩者皆保留。</translation>
    </message>
    <message>
        <source>{count} of the objects say another UID of themselves than they were sent under.</source>
        <translation>有 {count} 個物件內所載的 UID 與傳送時所用的不同。</translation>
    </message>
    <message>
        <source>{count} series of the study could not be read from the answer and were not asked for.</source>
        <translation>檢查中有 {count} 個系列無法從回應讀出，未索取。</translation>
    </message>
    <message>
        <source>{engine} is not used: on {inputs} probe films a probability moved by {worst:.4f}; answers changed: {changed}.</source>
        <translation>不使用 {engine}：在 {inputs} 張測試影像上，機率相差達 {worst:.4f}，並有 {changed} 個回答改變。</translation>
    </message>
    <message>
        <source>{first} and {second} are the same picture, but the reference standard says different things of them.</source>
        <translation>{first} 與 {second} 是同一張影像，但參考標準的內容不同。</translation>
    </message>
    <message>
        <source>{most} of {count} films belong to one patient. Where that name stands for an unknown patient, leave it empty: each such film then stands alone.</source>
        <translation>{count} 張影像中有 {most} 張屬於同一病人。若該名稱代表未知病人，請留空：每張影像即各自獨立。</translation>
    </message>
    <message>
        <source>{options} would change nothing with {asked}.</source>
        <translation>在 {asked} 下，{options} 不會有任何作用。</translation>
    </message>
    <message>
        <source>{options} would change nothing without {needed}.</source>
        <translation>沒有 {needed} 時，{options} 不會有任何作用。</translation>
    </message>
    <message>
        <source>{provider} is not part of this ONNX Runtime; using the next.</source>
        <translation>此 ONNX Runtime 不含 {provider}；改用下一個。</translation>
    </message>
    <message>
        <source>0.2 is usual.</source>
        <translation>通常為 0.2。</translation>
    </message>
    <message>
        <source>0.5 is usual.</source>
        <translation>通常為 0.5。</translation>
    </message>
    <message>
        <source>1 film was not sent.</source>
        <translation>1 張影像未送出。</translation>
    </message>
    <message>
        <source>1 folder could not be looked into.</source>
        <translation>1 個資料夾無法查看。</translation>
    </message>
    <message>
        <source>1 hidden file or folder was left out.</source>
        <translation>已略過 1 個隱藏的檔案或資料夾。</translation>
    </message>
    <message>
        <source>1 link to a folder was not followed.</source>
        <translation>未跟隨 1 個指向資料夾的連結。</translation>
    </message>
    <message>
        <source>A film check of the model card does not fit the graph&apos;s latent.</source>
        <translation>模型卡的影像檢查與圖的 latent 不符。</translation>
    </message>
    <message>
        <source>A look-up table of the header has fewer entries than it claims.</source>
        <translation>標頭的查找表項目少於其宣稱。</translation>
    </message>
    <message>
        <source>A look-up table of the header is damaged and was not used.</source>
        <translation>標頭的查找表已損壞，未予使用。</translation>
    </message>
    <message>
        <source>A primary question against the model needs a model.</source>
        <translation>與模型比較的主要問題需要模型。</translation>
    </message>
    <message>
        <source>A secondary capture: its grey values may not be those of the detector.</source>
        <translation>二次擷取：其灰階值可能不是偵檢器的值。</translation>
    </message>
    <message>
        <source>A window of the header has no width and was not used.</source>
        <translation>標頭的窗值沒有寬度，未予使用。</translation>
    </message>
    <message>
        <source>An answer of the model names its doubts wrongly.</source>
        <translation>模型的某個回答把應留意之處寫錯了。</translation>
    </message>
    <message>
        <source>Another patient&apos;s film left under the UID of its study.</source>
        <translation>另一位病人的影像曾以其檢查的 UID 匯出。</translation>
    </message>
    <message>
        <source>Answers noted as given without sight of the model&apos;s or others&apos; answers, though their reader had seen them before by one of the two stores: {not_alone}. Exports mark them as given with it.</source>
        <translation>記錄為未看模型或他人回答即作答，但依兩儲存庫之一，閱片者先前已看過者：{not_alone}。匯出時標記為看過後作答。</translation>
    </message>
    <message>
        <source>Ask the PACS administrator for the address of the DICOMweb service itself.</source>
        <translation>請向 PACS 管理員詢問 DICOMweb 服務本身的位址。</translation>
    </message>
    <message>
        <source>Ask the PACS administrator for the reason.</source>
        <translation>請向 PACS 管理員詢問原因。</translation>
    </message>
    <message>
        <source>Ask the PACS administrator what it offers to this program&apos;s AE title.</source>
        <translation>請向 PACS 管理員詢問其為本程式的 AE title 提供哪些服務。</translation>
    </message>
    <message>
        <source>Ask the PACS administrator which it takes.</source>
        <translation>請向 PACS 管理員詢問可接受哪些。</translation>
    </message>
    <message>
        <source>Ask the PACS administrator which kinds it stores.</source>
        <translation>請向 PACS 管理員詢問可儲存哪些類型。</translation>
    </message>
    <message>
        <source>Ask the PACS administrator.</source>
        <translation>請洽 PACS 管理員。</translation>
    </message>
    <message>
        <source>Check them and their order: no covariance is larger than the error variance.</source>
        <translation>請檢查數值及其順序：共變異數不會大於誤差變異數。</translation>
    </message>
    <message>
        <source>Check whether it wants TLS on this port, or a certificate of ours.</source>
        <translation>請檢查此連接埠是否要求 TLS 或我方憑證。</translation>
    </message>
    <message>
        <source>For example local:2.</source>
        <translation>例如 local:2。</translation>
    </message>
    <message>
        <source>Give the name or address that it was made out for.</source>
        <translation>請提供憑證所載的名稱或位址。</translation>
    </message>
    <message>
        <source>Install another one: Model, Models…</source>
        <translation>請安裝其他模型：模型、模型…</translation>
    </message>
    <message>
        <source>It names the columns, by commas, semicolons or tabs: reader,case,arm,truth,rating.</source>
        <translation>以逗號、分號或定位字元分隔欄位名稱：reader,case,arm,truth,rating。</translation>
    </message>
    <message>
        <source>Look at its name below the film, or choose one: Model, Models…</source>
        <translation>請看影像下方的模型名稱，或於「模型」選單的「模型…」選擇</translation>
    </message>
    <message>
        <source>Make room, or write it to another place.</source>
        <translation>請騰出空間，或寫到其他位置。</translation>
    </message>
    <message>
        <source>Reading the film took longer than {seconds:g} s and was given up.</source>
        <translation>讀取影像超過 {seconds:g} 秒，已放棄。</translation>
    </message>
    <message>
        <source>Text is burned into the picture; it may name the patient.</source>
        <translation>影像中燒錄了文字；可能含病人姓名。</translation>
    </message>
    <message>
        <source>The compressed picture decodes to another shape.</source>
        <translation>壓縮影像解碼後的形狀不同。</translation>
    </message>
    <message>
        <source>The compressed picture has no frame header.</source>
        <translation>壓縮影像沒有框標頭。</translation>
    </message>
    <message>
        <source>The compressed picture is cut short.</source>
        <translation>壓縮影像不完整。</translation>
    </message>
    <message>
        <source>The compressed picture is damaged.</source>
        <translation>壓縮影像已損壞。</translation>
    </message>
    <message>
        <source>The compressed picture&apos;s fragments are damaged.</source>
        <translation>壓縮影像的片段已損壞。</translation>
    </message>
    <message>
        <source>The compressed picture&apos;s header is damaged.</source>
        <translation>壓縮影像的標頭已損壞。</translation>
    </message>
    <message>
        <source>The confidence level is not between 0.5 and 1.</source>
        <translation>信賴水準不在 0.5 與 1 之間。</translation>
    </message>
    <message>
        <source>The cut-off is no number.</source>
        <translation>截斷值不是數字。</translation>
    </message>
    <message>
        <source>The data of a .imrmc file follow that line.</source>
        <translation>.imrmc 檔的資料在該行之後。</translation>
    </message>
    <message>
        <source>The decoder stopped on this file.</source>
        <translation>解碼器在此檔案停止。</translation>
    </message>
    <message>
        <source>The difference is no difference of two areas.</source>
        <translation>此差值不可能是兩個面積的差。</translation>
    </message>
    <message>
        <source>The file does not say what kind of image it is.</source>
        <translation>檔案未說明是哪一種影像。</translation>
    </message>
    <message>
        <source>The file does not say whether low values are black or white; black is assumed.</source>
        <translation>檔案未說明低值為黑或白；假定為黑。</translation>
    </message>
    <message>
        <source>The file ends before its picture.</source>
        <translation>檔案在影像之前即結束。</translation>
    </message>
    <message>
        <source>The file has no line BEGIN DATA:.</source>
        <translation>檔案沒有 BEGIN DATA: 這一行。</translation>
    </message>
    <message>
        <source>The file holds no answers.</source>
        <translation>檔案沒有任何回答。</translation>
    </message>
    <message>
        <source>The file is damaged; ask for the film again.</source>
        <translation>檔案已損壞；請重新索取影像。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>檔案是空的。</translation>
    </message>
    <message>
        <source>The file is no readable zip.</source>
        <translation>檔案不是可讀取的 zip。</translation>
    </message>
    <message>
        <source>The file needs more memory than a film may take.</source>
        <translation>檔案所需記憶體超過單張影像的限制。</translation>
    </message>
    <message>
        <source>The file of answers is damaged, full or in use; nothing was saved this time.</source>
        <translation>回答檔已損壞、已滿或使用中；這次沒有儲存任何內容。</translation>
    </message>
    <message>
        <source>The file of answers is larger than 256 MiB.</source>
        <translation>回答檔大於 256 MiB。</translation>
    </message>
    <message>
        <source>The file of answers is no plain text.</source>
        <translation>回答檔不是純文字。</translation>
    </message>
    <message>
        <source>The file of answers is not in UTF-8.</source>
        <translation>回答檔不是 UTF-8。</translation>
    </message>
    <message>
        <source>The file of boxes does not follow its form.</source>
        <translation>方框檔不符合格式。</translation>
    </message>
    <message>
        <source>The file of boxes has another schema.</source>
        <translation>方框檔的結構版本不同。</translation>
    </message>
    <message>
        <source>The file of boxes is too large.</source>
        <translation>方框檔太大。</translation>
    </message>
    <message>
        <source>The file says that it is compressed, but it is not.</source>
        <translation>檔案聲稱已壓縮，實則不然。</translation>
    </message>
    <message>
        <source>The file&apos;s deflated part is damaged.</source>
        <translation>檔案的 deflate 部分已損壞。</translation>
    </message>
    <message>
        <source>The file&apos;s first header group has no end.</source>
        <translation>檔案的第一個標頭群組沒有結尾。</translation>
    </message>
    <message>
        <source>The file&apos;s sequences are nested too deeply.</source>
        <translation>檔案的序列巢狀過深。</translation>
    </message>
    <message>
        <source>The film is blank.</source>
        <translation>影像是空白的。</translation>
    </message>
    <message>
        <source>The film is not where it was.</source>
        <translation>影像不在原處。</translation>
    </message>
    <message>
        <source>The film is too large to be mirrored.</source>
        <translation>影像太大，無法鏡像。</translation>
    </message>
    <message>
        <source>The film is too long and narrow for a frontal pelvis.</source>
        <translation>影像過於狹長，不像骨盆正面影像。</translation>
    </message>
    <message>
        <source>The film names no study to attach to.</source>
        <translation>影像未載明所屬檢查。</translation>
    </message>
    <message>
        <source>The film shows too little of the hip.</source>
        <translation>影像中的髖部太少。</translation>
    </message>
    <message>
        <source>The film was compressed with loss.</source>
        <translation>影像經失真壓縮。</translation>
    </message>
    <message>
        <source>The film&apos;s middle is not the pelvis&apos;s.</source>
        <translation>影像的中線不是骨盆的中線。</translation>
    </message>
    <message>
        <source>The film&apos;s modality values are not finite.</source>
        <translation>影像的 modality 值並非有限值。</translation>
    </message>
    <message>
        <source>The films are all of one kind.</source>
        <translation>影像都屬同一類。</translation>
    </message>
    <message>
        <source>The films come without a reference standard.</source>
        <translation>影像未附參考標準。</translation>
    </message>
    <message>
        <source>The first line has neither rating nor decision.</source>
        <translation>第一行既無 rating 也無 decision。</translation>
    </message>
    <message>
        <source>The folder of the films was not found.</source>
        <translation>找不到影像的資料夾。</translation>
    </message>
    <message>
        <source>The grey-scale window of the input differs.</source>
        <translation>輸入的灰階窗不同。</translation>
    </message>
    <message>
        <source>The header calls the whole picture padding; it is shown all the same.</source>
        <translation>標頭將整張影像標為填充；仍照常顯示。</translation>
    </message>
    <message>
        <source>The header does not give the picture&apos;s size.</source>
        <translation>標頭未給出影像大小。</translation>
    </message>
    <message>
        <source>The key does not belong to this file, or the file was altered.</source>
        <translation>金鑰不屬於此檔案，或檔案遭更動。</translation>
    </message>
    <message>
        <source>The labels file could not be read.</source>
        <translation>無法讀取標註檔。</translation>
    </message>
    <message>
        <source>The labels file is not a text file.</source>
        <translation>標註檔不是文字檔。</translation>
    </message>
    <message>
        <source>The locked study is damaged.</source>
        <translation>已鎖定的研究已損壞。</translation>
    </message>
    <message>
        <source>The locked study was changed after it was locked.</source>
        <translation>研究在鎖定後遭更動。</translation>
    </message>
    <message>
        <source>The locked study&apos;s orders are not those of its readers.</source>
        <translation>已鎖定研究的順序不屬於其閱片者。</translation>
    </message>
    <message>
        <source>The model brings functions of its own.</source>
        <translation>模型附帶自己的函式。</translation>
    </message>
    <message>
        <source>The model card has a value of the wrong kind.</source>
        <translation>模型卡有類型不正確的值。</translation>
    </message>
    <message>
        <source>The model card has another schema.</source>
        <translation>模型卡的結構版本不同。</translation>
    </message>
    <message>
        <source>The model card is not a text file.</source>
        <translation>模型卡不是文字檔。</translation>
    </message>
    <message>
        <source>The model card&apos;s film gate does not fit the graph&apos;s latent.</source>
        <translation>模型卡的影像把關與圖的 latent 不符。</translation>
    </message>
    <message>
        <source>The model card&apos;s metrics is not an object.</source>
        <translation>模型卡的 metrics 不是物件。</translation>
    </message>
    <message>
        <source>The model could not be run on this film.</source>
        <translation>無法對此影像執行模型。</translation>
    </message>
    <message>
        <source>The model could not be written to its place.</source>
        <translation>無法將模型寫入其位置。</translation>
    </message>
    <message>
        <source>The model does not answer the seven classes.</source>
        <translation>模型未以七個類別作答。</translation>
    </message>
    <message>
        <source>The model is in ONNX Runtime&apos;s own format.</source>
        <translation>模型為 ONNX Runtime 專屬格式。</translation>
    </message>
    <message>
        <source>The model keeps weights outside its file.</source>
        <translation>模型的權重存於檔案之外。</translation>
    </message>
    <message>
        <source>The model used last time is not there any more; another one is loaded.</source>
        <translation>上次使用的模型已不在；已載入另一個。</translation>
    </message>
    <message>
        <source>The model {name} cannot be used: {reason} {next} is loaded instead.</source>
        <translation>無法使用模型 {name}：{reason}改為載入 {next}。</translation>
    </message>
    <message>
        <source>The model&apos;s answers are of another version.</source>
        <translation>模型的回答屬於其他版本。</translation>
    </message>
    <message>
        <source>The model&apos;s classes are not the seven that Shenton knows, in their order.</source>
        <translation>模型的類別與 Shenton 所知的七類及其順序不同。</translation>
    </message>
    <message>
        <source>The model&apos;s file holds no graph.</source>
        <translation>模型檔沒有圖。</translation>
    </message>
    <message>
        <source>The model&apos;s graph is damaged or no ONNX file.</source>
        <translation>模型的圖已損壞或不是 ONNX 檔。</translation>
    </message>
    <message>
        <source>The model&apos;s graph is not the one its card describes (SHA-256 differs).</source>
        <translation>模型的圖不是模型卡所述者（SHA-256 不同）。</translation>
    </message>
    <message>
        <source>The model&apos;s maps are longer than its answers.</source>
        <translation>模型的圖比其回答長。</translation>
    </message>
    <message>
        <source>The model&apos;s maps end too early.</source>
        <translation>模型的圖過早結束。</translation>
    </message>
    <message>
        <source>The model&apos;s probabilities do not sum to one.</source>
        <translation>模型的機率總和不為一。</translation>
    </message>
    <message>
        <source>The model&apos;s report has a wrong shape.</source>
        <translation>模型的報告形狀不正確。</translation>
    </message>
    <message>
        <source>The model&apos;s report names words that its card does not have.</source>
        <translation>模型的報告使用了模型卡沒有的字詞。</translation>
    </message>
    <message>
        <source>The new model has no operating point: its yes or no rests on 0.5.</source>
        <translation>新模型沒有操作點：以 0.5 判定是或否。</translation>
    </message>
    <message>
        <source>The new model was fine-tuned from the old one.</source>
        <translation>新模型由舊模型微調而來。</translation>
    </message>
    <message>
        <source>The operating point {name} is gone.</source>
        <translation>操作點 {name} 已不存在。</translation>
    </message>
    <message>
        <source>The pack contradicts itself.</source>
        <translation>研究包內容自相矛盾。</translation>
    </message>
    <message>
        <source>The pack is of another version.</source>
        <translation>研究包屬於其他版本。</translation>
    </message>
    <message>
        <source>The pack was altered or damaged on its way.</source>
        <translation>研究包在傳送途中遭更動或損壞。</translation>
    </message>
    <message>
        <source>The pack&apos;s contents are not what its list says.</source>
        <translation>研究包的內容與其清單不符。</translation>
    </message>
    <message>
        <source>The packs were not finished.</source>
        <translation>研究包未製作完成。</translation>
    </message>
    <message>
        <source>The password would go unencrypted.</source>
        <translation>密碼將以未加密方式送出。</translation>
    </message>
    <message>
        <source>The pelvis lies too askew for its hips to be laid over each other.</source>
        <translation>骨盆過於歪斜，兩髖無法疊合。</translation>
    </message>
    <message>
        <source>The picture claims too many pixels.</source>
        <translation>影像宣稱的像素過多。</translation>
    </message>
    <message>
        <source>The picture is damaged.</source>
        <translation>影像已損壞。</translation>
    </message>
    <message>
        <source>The picture is mirrored: its rows run to the patient&apos;s right.</source>
        <translation>影像已鏡像：其列朝向病人右側。</translation>
    </message>
    <message>
        <source>The picture is upside down: its columns run to the patient&apos;s head.</source>
        <translation>影像上下顛倒：其行朝向病人頭部。</translation>
    </message>
    <message>
        <source>The picture uses a form of JPEG that is not supported.</source>
        <translation>影像使用不支援的 JPEG 形式。</translation>
    </message>
    <message>
        <source>The picture&apos;s compression is not known.</source>
        <translation>影像的壓縮方式未知。</translation>
    </message>
    <message>
        <source>The pilot needs two arms and two readers or more.</source>
        <translation>前導資料需要兩個組別與兩位以上閱片者。</translation>
    </message>
    <message>
        <source>The pixels are not square; the picture is shown as if they were.</source>
        <translation>像素不是正方形；影像以正方形像素顯示。</translation>
    </message>
    <message>
        <source>The protocol is larger than 1 MB.</source>
        <translation>計畫書大於 1 MB。</translation>
    </message>
    <message>
        <source>The protocol is no valid TOML ({place}).</source>
        <translation>研究計畫書不是有效的 TOML（{place}）。</translation>
    </message>
    <message>
        <source>The protocol is not in UTF-8.</source>
        <translation>計畫書不是 UTF-8。</translation>
    </message>
    <message>
        <source>The protocol names no reader.</source>
        <translation>計畫書未列出閱片者。</translation>
    </message>
    <message>
        <source>The protocol was changed after the study was locked.</source>
        <translation>研究鎖定後計畫書遭更動。</translation>
    </message>
    <message>
        <source>The reader&apos;s key is gone.</source>
        <translation>閱片者的金鑰已遺失。</translation>
    </message>
    <message>
        <source>The reference standard is larger than 256 MB.</source>
        <translation>參考標準大於 256 MB。</translation>
    </message>
    <message>
        <source>The reference standard is not in UTF-8.</source>
        <translation>參考標準不是 UTF-8。</translation>
    </message>
    <message>
        <source>The reference standard lacks the column film or truth.</source>
        <translation>參考標準缺少 film 或 truth 欄。</translation>
    </message>
    <message>
        <source>The reference standard names a film twice.</source>
        <translation>參考標準重複列出一張影像。</translation>
    </message>
    <message>
        <source>The reference standard names no film.</source>
        <translation>參考標準未列出任何影像。</translation>
    </message>
    <message>
        <source>The report was not finished.</source>
        <translation>報告未完成。</translation>
    </message>
    <message>
        <source>The rescale values of the header make no sense and were not used.</source>
        <translation>標頭的 rescale 值不合理，未予使用。</translation>
    </message>
    <message>
        <source>The result answers a question that was not asked.</source>
        <translation>結果回答了未詢問的問題。</translation>
    </message>
    <message>
        <source>The result answers another assignment.</source>
        <translation>結果屬於其他分派。</translation>
    </message>
    <message>
        <source>The result pack is larger than 256 MB.</source>
        <translation>結果包大於 256 MB。</translation>
    </message>
    <message>
        <source>The result&apos;s answers are not in the order that was set.</source>
        <translation>結果的回答不合所定順序。</translation>
    </message>
    <message>
        <source>The result&apos;s record cannot be read.</source>
        <translation>結果的記錄無法讀取。</translation>
    </message>
    <message>
        <source>The sampling takes no film at all.</source>
        <translation>抽樣未取任何影像。</translation>
    </message>
    <message>
        <source>The seed is negative.</source>
        <translation>種子為負數。</translation>
    </message>
    <message>
        <source>The study has no folder.</source>
        <translation>研究沒有資料夾。</translation>
    </message>
    <message>
        <source>The study is locked already.</source>
        <translation>研究已經鎖定。</translation>
    </message>
    <message>
        <source>The study is locked; its protocol can no longer change.</source>
        <translation>研究已鎖定；計畫書不能再變更。</translation>
    </message>
    <message>
        <source>The study is not locked yet.</source>
        <translation>研究尚未鎖定。</translation>
    </message>
    <message>
        <source>The study was locked by another version.</source>
        <translation>研究由其他版本鎖定。</translation>
    </message>
    <message>
        <source>The study&apos;s key is damaged.</source>
        <translation>研究的金鑰已損壞。</translation>
    </message>
    <message>
        <source>The study&apos;s key is missing.</source>
        <translation>缺少研究的金鑰。</translation>
    </message>
    <message>
        <source>The text could not be written.</source>
        <translation>無法寫入文字。</translation>
    </message>
    <message>
        <source>The time for this film is not over.</source>
        <translation>此影像的時間尚未結束。</translation>
    </message>
    <message>
        <source>The truth of the folder is no list.</source>
        <translation>資料夾的真值不是清單。</translation>
    </message>
    <message>
        <source>The two hips are too unlike to be laid over each other.</source>
        <translation>兩髖差異過大，無法疊合。</translation>
    </message>
    <message>
        <source>The usual one is 0.95.</source>
        <translation>通常為 0.95。</translation>
    </message>
    <message>
        <source>The variances of the pilot make no sense.</source>
        <translation>前導資料的變異數不合理。</translation>
    </message>
    <message>
        <source>There is a model in this place already.</source>
        <translation>此處已有模型。</translation>
    </message>
    <message>
        <source>There is no file in this place.</source>
        <translation>此處沒有檔案。</translation>
    </message>
    <message>
        <source>There is no model in this place.</source>
        <translation>此處沒有模型。</translation>
    </message>
    <message>
        <source>There is no way back to the film before.</source>
        <translation>無法回到上一張影像。</translation>
    </message>
    <message>
        <source>There is nothing to do.</source>
        <translation>沒有要做的事。</translation>
    </message>
    <message>
        <source>There is nothing to redo on this film.</source>
        <translation>此影像沒有可重做的步驟。</translation>
    </message>
    <message>
        <source>This file holds no answers of a sitting.</source>
        <translation>此檔案沒有判讀的回答。</translation>
    </message>
    <message>
        <source>This film is not in the store yet.</source>
        <translation>此影像尚未在儲存庫中。</translation>
    </message>
    <message>
        <source>This film is unlike every film that the model learned from.</source>
        <translation>此影像與模型學習過的所有影像都不同。</translation>
    </message>
    <message>
        <source>This is a colour picture, not a radiograph.</source>
        <translation>這是彩色圖片，不是 X 光影像。</translation>
    </message>
    <message>
        <source>This is no address of a DICOMweb service.</source>
        <translation>這不是 DICOMweb 服務的位址。</translation>
    </message>
    <message>
        <source>This is no reader&apos;s key.</source>
        <translation>這不是閱片者的金鑰。</translation>
    </message>
    <message>
        <source>This is not a DICOM, PNG or JPEG file.</source>
        <translation>這不是 DICOM、PNG 或 JPEG 檔。</translation>
    </message>
    <message>
        <source>This is not an ordinary file.</source>
        <translation>這不是一般檔案。</translation>
    </message>
    <message>
        <source>This is the store that is in use.</source>
        <translation>這是正在使用的儲存庫。</translation>
    </message>
    <message>
        <source>This reader has answered twice: the result does not go on where the merged one ends.</source>
        <translation>此閱片者作答兩次：結果並非接續已合併的部分。</translation>
    </message>
    <message>
        <source>This result belongs to another study or protocol.</source>
        <translation>此結果屬於其他研究或計畫書。</translation>
    </message>
    <message>
        <source>This result is older than the one that was merged.</source>
        <translation>此結果比已合併的舊。</translation>
    </message>
    <message>
        <source>This result was merged before.</source>
        <translation>此結果先前已合併。</translation>
    </message>
    <message>
        <source>This sitting goes on in another window.</source>
        <translation>此次判讀正在另一個視窗進行。</translation>
    </message>
    <message>
        <source>Threshold of {name}: {change}, set on {set_on}.</source>
        <translation>{name} 的閾值：{change}，於 {set_on} 設定。</translation>
    </message>
    <message>
        <source>Training data: {old} becomes {new}.</source>
        <translation>訓練資料：{old} 變為 {new}。</translation>
    </message>
    <message>
        <source>Training films: {old} becomes {new}.</source>
        <translation>訓練影像：{old} 變為 {new}。</translation>
    </message>
    <message>
        <source>Two readers have the same code.</source>
        <translation>兩位閱片者的代號相同。</translation>
    </message>
    <message>
        <source>Two readings with these proportions cannot differ on that share of films.</source>
        <translation>具此比例的兩種判讀不可能在那麼多影像上不同。</translation>
    </message>
    <message>
        <source>Unprocessed detector data (For Processing): greys and answer may mislead.</source>
        <translation>未處理的偵檢器資料（For Processing）：灰階與回答可能誤導。</translation>
    </message>
    <message>
        <source>Use 1 to 16 plain letters and digits.</source>
        <translation>請使用 1 至 16 個一般字母與數字。</translation>
    </message>
    <message>
        <source>Use a Python whose SQLite is 3.38 or newer.</source>
        <translation>請使用 SQLite 3.38 以上的 Python。</translation>
    </message>
    <message>
        <source>Use a bundle made for this version.</source>
        <translation>請使用為此版本製作的模型包。</translation>
    </message>
    <message>
        <source>Use an address that begins with https.</source>
        <translation>請使用以 https 開頭的位址。</translation>
    </message>
    <message>
        <source>Use the Shenton that locked it.</source>
        <translation>請使用當初鎖定它的 Shenton。</translation>
    </message>
    <message>
        <source>Use the Shenton that made it.</source>
        <translation>請使用製作它的 Shenton。</translation>
    </message>
    <message>
        <source>Use the Shenton that wrote it.</source>
        <translation>請使用寫入它的 Shenton。</translation>
    </message>
    <message>
        <source>Use the Shenton that wrote them.</source>
        <translation>請使用寫入它們的 Shenton。</translation>
    </message>
    <message>
        <source>Use the newer Shenton that wrote it.</source>
        <translation>請使用寫入它的較新 Shenton。</translation>
    </message>
    <message>
        <source>Use the version that wrote them.</source>
        <translation>請使用寫入它們的版本。</translation>
    </message>
    <message>
        <source>Verdict on the locked test set: {verdict}.</source>
        <translation>對鎖定測試集的判定：{verdict}。</translation>
    </message>
    <message>
        <source>Version: {old} becomes {new}.</source>
        <translation>版本：{old} 變為 {new}。</translation>
    </message>
    <message>
        <source>What is expected is not within the margin.</source>
        <translation>預期值不在界限內。</translation>
    </message>
    <message>
        <source>Write a whole number.</source>
        <translation>請填整數。</translation>
    </message>
    <message>
        <source>Write it anew with --propose-boxes.</source>
        <translation>請以 --propose-boxes 重新產生。</translation>
    </message>
    <message>
        <source>Write it as in the column reader.</source>
        <translation>請照 reader 欄的寫法。</translation>
    </message>
    <message>
        <source>Write it in plain words.</source>
        <translation>請用一般文字書寫。</translation>
    </message>
    <message>
        <source>Write it relative to the folder.</source>
        <translation>請以相對於資料夾的路徑書寫。</translation>
    </message>
    <message>
        <source>Write normal, fracture, or an AO/OTA class such as A2.</source>
        <translation>請填 normal、fracture 或 A2 之類的 AO/OTA 分類。</translation>
    </message>
    <message>
        <source>Write numbers with a point; leave a missing answer empty.</source>
        <translation>小數請用句點；缺漏的回答請留空。</translation>
    </message>
    <message>
        <source>a calibration</source>
        <translation>一個校正值</translation>
    </message>
    <message>
        <source>a draft</source>
        <translation>一份草稿</translation>
    </message>
    <message>
        <source>a leg or a foot</source>
        <translation>腿或足</translation>
    </message>
    <message>
        <source>a measure</source>
        <translation>一個量測</translation>
    </message>
    <message>
        <source>a prediction</source>
        <translation>一個預測</translation>
    </message>
    <message>
        <source>a shoulder</source>
        <translation>肩部</translation>
    </message>
    <message>
        <source>a value is of the wrong kind.</source>
        <translation>有一個值的類型不對。</translation>
    </message>
    <message>
        <source>an answer</source>
        <translation>一個回答</translation>
    </message>
    <message>
        <source>an arm or a hand</source>
        <translation>手臂或手</translation>
    </message>
    <message>
        <source>an unknown authority signed it</source>
        <translation>由未知的機構簽署</translation>
    </message>
    <message>
        <source>ankle</source>
        <translation>踝部</translation>
    </message>
    <message>
        <source>another part of the body</source>
        <translation>其他部位</translation>
    </message>
    <message>
        <source>another store lies in its place; steps in the one before: {rows}</source>
        <translation>其位置上是另一個儲存庫；先前的有 {rows} 個步驟</translation>
    </message>
    <message>
        <source>at detector</source>
        <translation>以偵檢器平面計</translation>
    </message>
    <message>
        <source>at its end</source>
        <translation>於其結尾</translation>
    </message>
    <message>
        <source>axial</source>
        <translation>軸位</translation>
    </message>
    <message>
        <source>basicervical femoral neck fracture</source>
        <translation>股骨頸基底型骨折</translation>
    </message>
    <message>
        <source>bone</source>
        <translation>骨骼</translation>
    </message>
    <message>
        <source>breast</source>
        <translation>乳房</translation>
    </message>
    <message>
        <source>case</source>
        <translation>病例</translation>
    </message>
    <message>
        <source>certainly a fracture</source>
        <translation>確定有骨折</translation>
    </message>
    <message>
        <source>certainly no fracture</source>
        <translation>確定無骨折</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>群集</translation>
    </message>
    <message>
        <source>error {number}</source>
        <translation>錯誤 {number}</translation>
    </message>
    <message>
        <source>film is no file name within the films&apos; folder.</source>
        <translation>film 不是影像資料夾內的檔名。</translation>
    </message>
    <message>
        <source>head depression fracture</source>
        <translation>股骨頭壓陷骨折</translation>
    </message>
    <message>
        <source>head split fracture</source>
        <translation>股骨頭劈裂骨折</translation>
    </message>
    <message>
        <source>iMRMC cannot hold such a name.</source>
        <translation>iMRMC 不能容納這樣的名稱。</translation>
    </message>
    <message>
        <source>intertrochanteric (reverse oblique) fracture</source>
        <translation>轉子間骨折（反斜型）</translation>
    </message>
    <message>
        <source>it signed itself</source>
        <translation>為自行簽署</translation>
    </message>
    <message>
        <source>it was made for preprocessing {made}, this version has {known}</source>
        <translation>它為前處理 {made} 製作，而此版本為 {known}</translation>
    </message>
    <message>
        <source>it was revoked</source>
        <translation>已被撤銷</translation>
    </message>
    <message>
        <source>its values are of the wrong kind</source>
        <translation>其值的類型不對</translation>
    </message>
    <message>
        <source>lateral</source>
        <translation>側位</translation>
    </message>
    <message>
        <source>line {line}, column {column}</source>
        <translation>第 {line} 行第 {column} 欄</translation>
    </message>
    <message>
        <source>multifragmentary pertrochanteric fracture, lateral wall incompetent</source>
        <translation>粉碎性經轉子骨折，外側壁不穩</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>no circle</source>
        <translation>無圓</translation>
    </message>
    <message>
        <source>no fracture of the proximal femur</source>
        <translation>近端股骨無骨折</translation>
    </message>
    <message>
        <source>no pixels</source>
        <translation>無像素</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未測量</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未註明</translation>
    </message>
    <message>
        <source>oblique</source>
        <translation>斜位</translation>
    </message>
    <message>
        <source>origin unknown</source>
        <translation>來源不明</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>possibly a fracture</source>
        <translation>可能有骨折</translation>
    </message>
    <message>
        <source>possibly no fracture</source>
        <translation>可能無骨折</translation>
    </message>
    <message>
        <source>probably a fracture</source>
        <translation>很可能有骨折</translation>
    </message>
    <message>
        <source>probably no fracture</source>
        <translation>很可能無骨折</translation>
    </message>
    <message>
        <source>reader</source>
        <translation>閱片者</translation>
    </message>
    <message>
        <source>reading {number}</source>
        <translation>判讀 {number}</translation>
    </message>
    <message>
        <source>refused the association</source>
        <translation>拒絕了連線（association）</translation>
    </message>
    <message>
        <source>reports a failure</source>
        <translation>回報失敗</translation>
    </message>
    <message>
        <source>simple pertrochanteric fracture</source>
        <translation>單純經轉子骨折</translation>
    </message>
    <message>
        <source>soft tissue</source>
        <translation>軟組織</translation>
    </message>
    <message>
        <source>stated factor</source>
        <translation>標頭載明的倍率</translation>
    </message>
    <message>
        <source>subcapital femoral neck fracture</source>
        <translation>股骨頸頭下型骨折</translation>
    </message>
    <message>
        <source>the ROC curve has more than {most} points</source>
        <translation>ROC 曲線超過 {most} 個點</translation>
    </message>
    <message>
        <source>the input size must lie in {least}..{most}</source>
        <translation>輸入大小必須在 {least}..{most} 之間</translation>
    </message>
    <message>
        <source>transcervical femoral neck fracture</source>
        <translation>股骨頸經頸型骨折</translation>
    </message>
    <message>
        <source>A film has more than {most} boxes.</source>
        <translation>一張影像的方框超過 {most} 個。</translation>
    </message>
    <message>
        <source>A cut-off of the model needs the model&apos;s name.</source>
        <translation>模型的截斷值需要模型的名稱。</translation>
    </message>
    <message>
        <source>A film left out of the study</source>
        <translation>未納入研究的影像</translation>
    </message>
    <message>
        <source>A film of the locked study</source>
        <translation>已鎖定研究的影像</translation>
    </message>
    <message>
        <source>A label has unknown keys: {unknown}.</source>
        <translation>標註有未知的鍵：{unknown}。</translation>
    </message>
    <message>
        <source>A label&apos;s {wrong} is of the wrong kind.</source>
        <translation>標註的 {wrong} 類型不正確。</translation>
    </message>
    <message>
        <source>A look-up table of the header holds negative values; its lowest was taken for black.</source>
        <translation>標頭的查找表含有負值；以其最低值為黑。</translation>
    </message>
    <message>
        <source>A look-up table of the header uses fewer bits than it claims; its maximum is white.</source>
        <translation>標頭的查找表使用的位元少於所宣稱；以其最大值為白。</translation>
    </message>
    <message>
        <source>A look-up table of the header would show nothing of the film and was not used.</source>
        <translation>標頭的查找表會使影像完全無法顯示，故未使用。</translation>
    </message>
    <message>
        <source>A pixel spacing of the header makes no sense and was not used.</source>
        <translation>標頭的像素間距不合理，未予使用。</translation>
    </message>
    <message>
        <source>A reader of the protocol</source>
        <translation>計畫書中的閱片者</translation>
    </message>
    <message>
        <source>A reference standard</source>
        <translation>參考標準</translation>
    </message>
    <message>
        <source>A session of the assignment</source>
        <translation>分派中的一個場次</translation>
    </message>
    <message>
        <source>A study has at most {most} readers.</source>
        <translation>一項研究最多 {most} 位閱片者。</translation>
    </message>
    <message>
        <source>A window of the header would show the film all black or all white and was not used.</source>
        <translation>標頭的視窗會使影像全黑或全白，故未使用。</translation>
    </message>
    <message>
        <source>A {key} has one {field} throughout.</source>
        <translation>同一 {key} 須只有一種 {field}。</translation>
    </message>
    <message>
        <source>Add films.</source>
        <translation>請加入影像。</translation>
    </message>
    <message>
        <source>Add lines reader,case,modality,score.</source>
        <translation>請加入 reader,case,modality,score 各列。</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>α 值</translation>
    </message>
    <message>
        <source>An answer</source>
        <translation>一個回答</translation>
    </message>
    <message>
        <source>An answer of the model</source>
        <translation>模型的一個回答</translation>
    </message>
    <message>
        <source>An answer of the record</source>
        <translation>記錄中的一個回答</translation>
    </message>
    <message>
        <source>Another picture left under the same UID.</source>
        <translation>另一張影像已以相同的 UID 匯出。</translation>
    </message>
    <message>
        <source>Another picture lies now where the film was.</source>
        <translation>原影像的位置現在是另一張影像。</translation>
    </message>
    <message>
        <source>Ask for its AE title and enter it.</source>
        <translation>請詢問其 AE title 並輸入。</translation>
    </message>
    <message>
        <source>Ask for the file again.</source>
        <translation>請重新索取檔案。</translation>
    </message>
    <message>
        <source>Ask the reader for the result pack again.</source>
        <translation>請向閱片者重新索取結果包。</translation>
    </message>
    <message>
        <source>Ask the reader how it came; such a session cannot be analysed.</source>
        <translation>請詢問閱片者緣由；這樣的場次無法分析。</translation>
    </message>
    <message>
        <source>Boxes that are black in every pack: {boxes}, on films: {films}. The model answered the films without them.</source>
        <translation>每個研究包中塗黑的方框：{boxes} 個，影像：{films} 張。模型以未塗黑的影像作答。</translation>
    </message>
    <message>
        <source>CT image</source>
        <translation>CT 影像</translation>
    </message>
    <message>
        <source>Calibrate on films of this one.</source>
        <translation>請以此裝置的影像校準。</translation>
    </message>
    <message>
        <source>Calibrate this model to the site.</source>
        <translation>請將此模型校準至本院。</translation>
    </message>
    <message>
        <source>Certainty {percent} %.</source>
        <translation>信心 {percent} %。</translation>
    </message>
    <message>
        <source>Check that its folder exists and that you may write there.</source>
        <translation>請確認其資料夾存在且您可寫入。</translation>
    </message>
    <message>
        <source>Check that you own the file and that its disk is not read-only.</source>
        <translation>請確認檔案歸您所有，且其磁碟並非唯讀。</translation>
    </message>
    <message>
        <source>Check the address and the port, and that the PACS is running.</source>
        <translation>請檢查位址與連接埠，並確認 PACS 正在執行。</translation>
    </message>
    <message>
        <source>Check the disk and its free space, then try again.</source>
        <translation>請檢查磁碟及其可用空間，然後再試一次。</translation>
    </message>
    <message>
        <source>Check the path; Orthanc&apos;s is /dicom-web.</source>
        <translation>請檢查路徑；Orthanc 的是 /dicom-web。</translation>
    </message>
    <message>
        <source>Choose another one: shenton --home DIR</source>
        <translation>請選擇其他資料夾：shenton --home DIR</translation>
    </message>
    <message>
        <source>Close other Shenton windows and try again; nothing was saved this time.</source>
        <translation>請關閉其他 Shenton 視窗後再試一次；這次沒有儲存任何內容。</translation>
    </message>
    <message>
        <source>Close other programs, then ask for the film again.</source>
        <translation>請關閉其他程式後重新索取影像。</translation>
    </message>
    <message>
        <source>Columns of the reference standard that are not used: {names}.</source>
        <translation>參考標準中未使用的欄位：{names}。</translation>
    </message>
    <message>
        <source>Correct the reference standard, or exclude one of them.</source>
        <translation>請修正參考標準，或排除其中一張。</translation>
    </message>
    <message>
        <source>Draw it over the text, or take it away.</source>
        <translation>請將其畫在文字上，或移除。</translation>
    </message>
    <message>
        <source>Each line needs a reader, a case and an arm.</source>
        <translation>每行需要閱片者、病例與組別。</translation>
    </message>
    <message>
        <source>Enter them; they are not saved.</source>
        <translation>請輸入；不會被儲存。</translation>
    </message>
    <message>
        <source>Every mark needs one, 1 for all if need be.</source>
        <translation>每個標記都需要一個；必要時全部填 1。</translation>
    </message>
    <message>
        <source>Export it to a file and have it looked at.</source>
        <translation>請匯出成檔案並請人檢視。</translation>
    </message>
    <message>
        <source>Export it without texts.</source>
        <translation>請匯出不含文字的模型。</translation>
    </message>
    <message>
        <source>Fewer than {least} usable films are there: no threshold can be set.</source>
        <translation>可用影像少於 {least} 張：無法設定閾值。</translation>
    </message>
    <message>
        <source>Fewer than {least} usable films without a fracture are there: no threshold can be set.</source>
        <translation>可用的無骨折影像少於 {least} 張：無法設定閾值。</translation>
    </message>
    <message>
        <source>Files of an earlier export lie in this folder too ({count}): they are no part of this one, and may name patients.</source>
        <translation>此資料夾中還有先前匯出的檔案（{count}）：它們不屬於這次匯出，且可能含有病人姓名。</translation>
    </message>
    <message>
        <source>Film {name} can no longer be read: {reason}</source>
        <translation>影像 {name} 已無法讀取：{reason}</translation>
    </message>
    <message>
        <source>Film {name} was changed after the lock.</source>
        <translation>影像 {name} 在鎖定後遭更動。</translation>
    </message>
    <message>
        <source>Film {name}: {reason}</source>
        <translation>影像 {name}：{reason}</translation>
    </message>
    <message>
        <source>Film: {flags}.</source>
        <translation>影像：{flags}。</translation>
    </message>
    <message>
        <source>Films of the other store that were left out with their readings, since this one holds films of the same pixel values in another shape: {apart}. Look at which of the files state a wrong size.</source>
        <translation>此儲存庫中有像素值相同但形狀不同的影像，因此略過了另一儲存庫的影像及其判讀：{apart}。請確認哪些檔案所述的尺寸有誤。</translation>
    </message>
    <message>
        <source>Films on which a reader&apos;s measures differ in the two stores: {unlike}; those saved later count.</source>
        <translation>兩個儲存庫中判讀者測量值不同的影像：{unlike} 張；以較晚儲存者為準。</translation>
    </message>
    <message>
        <source>Films that could not be read: {count}, the first is {film}: {reason}</source>
        <translation>無法讀取的影像：{count} 張，第一張為 {film}：{reason}</translation>
    </message>
    <message>
        <source>Films whose measures were taken over: {measured}.</source>
        <translation>已帶入測量值的影像：{measured} 張。</translation>
    </message>
    <message>
        <source>Fracture of the proximal femur, {side}: {what} (AO/OTA 31{name}).</source>
        <translation>近端股骨骨折，{side}：{what}（AO/OTA 31{name}）。</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>請釋出一些空間後再試一次。</translation>
    </message>
    <message>
        <source>Give --model NAME.</source>
        <translation>請指定 --model NAME。</translation>
    </message>
    <message>
        <source>Give a box for each lesion.</source>
        <translation>請為每個病灶提供方框。</translation>
    </message>
    <message>
        <source>Give a share from {least:.3g} to {most:.3g}.</source>
        <translation>請提供 {least:.3g} 至 {most:.3g} 的比例。</translation>
    </message>
    <message>
        <source>Give lesion (0 for none), or x and y with boxes.</source>
        <translation>請提供 lesion（無則填 0），或提供 x 與 y 並附 boxes。</translation>
    </message>
    <message>
        <source>Give one above 0 for each lesion, by semicolons; together they are 1.</source>
        <translation>請為每個病灶提供大於 0 的值，以分號分隔；總和為 1。</translation>
    </message>
    <message>
        <source>Give the model its own (--model NAME --model-cutoff 0.5), or fill the column decision.</source>
        <translation>請為模型另給截斷值（--model NAME --model-cutoff 0.5），或填寫 decision 欄。</translation>
    </message>
    <message>
        <source>Have it entered in the PACS, or use one that it knows.</source>
        <translation>請在 PACS 中登錄它，或使用 PACS 認得的。</translation>
    </message>
    <message>
        <source>Heat map: fracture likely. Peak at {share} of the scale.</source>
        <translation>熱圖：很可能骨折。峰值為尺度的 {share}。</translation>
    </message>
    <message>
        <source>Heat map: fracture likely. Weak map: peak at {share} of the scale.</source>
        <translation>熱圖：很可能骨折。微弱的熱圖：峰值為尺度的 {share}。</translation>
    </message>
    <message>
        <source>Heat map: fracture possible. Peak at {share} of the scale.</source>
        <translation>熱圖：可能骨折。峰值為尺度的 {share}。</translation>
    </message>
    <message>
        <source>Heat map: fracture possible. Weak map: peak at {share} of the scale.</source>
        <translation>熱圖：可能骨折。微弱的熱圖：峰值為尺度的 {share}。</translation>
    </message>
    <message>
        <source>In {folder} the cluster has another model than this computer.</source>
        <translation>在 {folder} 中，叢集的模型與本機不同。</translation>
    </message>
    <message>
        <source>Install it with: pip install &apos;shenton[cpu]&apos;, or &apos;shenton[gpu]&apos; with an NVIDIA card.</source>
        <translation>安裝方式：pip install &apos;shenton[cpu]&apos;，有 NVIDIA 顯示卡時用 &apos;shenton[gpu]&apos;。</translation>
    </message>
    <message>
        <source>It asks to try again in {seconds} s.</source>
        <translation>對方要求 {seconds} 秒後再試一次。</translation>
    </message>
    <message>
        <source>It lies between {low:g} and {high:g}.</source>
        <translation>介於 {low:g} 與 {high:g} 之間。</translation>
    </message>
    <message>
        <source>It must be a whole number from {low} to {high}.</source>
        <translation>必須是 {low} 至 {high} 的整數。</translation>
    </message>
    <message>
        <source>It names the columns: reader,case,arm,truth,lesion,rating.</source>
        <translation>應列出欄名：reader,case,arm,truth,lesion,rating。</translation>
    </message>
    <message>
        <source>Its header does not state the {value}, as a DX image must; the copy says {stated}.</source>
        <translation>標頭未註明 DX 影像必須註明的值（{value}）；副本寫為 {stated}。</translation>
    </message>
    <message>
        <source>Its header names the right side in one place and the left in another; the copy states neither.</source>
        <translation>標頭一處註明右側、另一處註明左側；副本兩者皆不註明。</translation>
    </message>
    <message>
        <source>Leave that out, or ask for something else.</source>
        <translation>請省略該選項，或改為要求其他內容。</translation>
    </message>
    <message>
        <source>Leave the identifiers out.</source>
        <translation>請略去識別資料。</translation>
    </message>
    <message>
        <source>Lesions are counted from 1; 0 is a mark beside them.</source>
        <translation>病灶由 1 起算；0 表示病灶以外的標記。</translation>
    </message>
    <message>
        <source>Lesions are counted from 1; 0 stands for none.</source>
        <translation>病灶由 1 起算；0 表示沒有病灶。</translation>
    </message>
    <message>
        <source>Lesions, boxes, weights and cluster of a film are the same on each of its lines.</source>
        <translation>同一影像的 lesions、boxes、weights 與 cluster 在其每一行都須相同。</translation>
    </message>
    <message>
        <source>Line {line} of the reference standard has more values than there are columns.</source>
        <translation>參考標準第 {line} 行的值多於欄位數。</translation>
    </message>
    <message>
        <source>Line {line} of the reference standard has quotes that do not match.</source>
        <translation>參考標準第 {line} 行的引號不成對。</translation>
    </message>
    <message>
        <source>Line {line} of the reference standard: {reason}</source>
        <translation>參考標準第 {line} 行：{reason}</translation>
    </message>
    <message>
        <source>Line {line}: a mark without a rating.</source>
        <translation>第 {line} 行：有標記缺少評分。</translation>
    </message>
    <message>
        <source>Line {line}: a mark without its lesion.</source>
        <translation>第 {line} 行：有標記未註明病灶。</translation>
    </message>
    <message>
        <source>Line {line}: boxes are not x0 y0 x1 y1.</source>
        <translation>第 {line} 行：boxes 不是 x0 y0 x1 y1。</translation>
    </message>
    <message>
        <source>Line {line}: no line gives the truth of this case.</source>
        <translation>第 {line} 行：沒有任何一行給出此病例的真值。</translation>
    </message>
    <message>
        <source>Line {line}: the quotes do not match or the line is too long.</source>
        <translation>第 {line} 行：引號不成對或該行過長。</translation>
    </message>
    <message>
        <source>Line {line}: there is no lesion {lesion} on a film with {count}.</source>
        <translation>第 {line} 行：影像有 {count} 個病灶，沒有病灶 {lesion}。</translation>
    </message>
    <message>
        <source>Line {line}: truth is empty.</source>
        <translation>第 {line} 行：truth 是空的。</translation>
    </message>
    <message>
        <source>Line {line}: {column} is empty or no plain name.</source>
        <translation>第 {line} 行：{column} 為空或不是合規的名稱。</translation>
    </message>
    <message>
        <source>Line {line}: {column} is larger than any scale.</source>
        <translation>第 {line} 行：{column} 大於任何尺度。</translation>
    </message>
    <message>
        <source>Line {line}: {column} is neither 0 nor 1.</source>
        <translation>第 {line} 行：{column} 既非 0 也非 1。</translation>
    </message>
    <message>
        <source>Line {line}: {column} is no number.</source>
        <translation>第 {line} 行：{column} 不是數字。</translation>
    </message>
    <message>
        <source>Line {line}: {column} is no whole number from 0 to {most}.</source>
        <translation>第 {line} 行：{column} 不是 0 至 {most} 的整數。</translation>
    </message>
    <message>
        <source>Line {number}: {reason}</source>
        <translation>第 {number} 行：{reason}</translation>
    </message>
    <message>
        <source>Lines {before} and {line} answer the same film by the same reader in the same arm.</source>
        <translation>第 {before} 與 {line} 行是同一閱片者在同一組對同一影像的回答。</translation>
    </message>
    <message>
        <source>Lines {before} and {line} give different values of {field} for the same {key}.</source>
        <translation>第 {before} 與 {line} 行對同一 {key} 給出不同的 {field}。</translation>
    </message>
    <message>
        <source>Lines {before} and {line} give the truth of one case.</source>
        <translation>第 {before} 與 {line} 行給出同一病例的真值。</translation>
    </message>
    <message>
        <source>Lines {before} and {line} say different things of the lesions of the same film.</source>
        <translation>第 {before} 與 {line} 行對同一影像的病灶說法不同。</translation>
    </message>
    <message>
        <source>MR image</source>
        <translation>MR 影像</translation>
    </message>
    <message>
        <source>Magnification and distances of the header contradict each other; the first is used.</source>
        <translation>標頭中的放大率與距離互相矛盾；採用放大率。</translation>
    </message>
    <message>
        <source>Make it again.</source>
        <translation>請重新製作。</translation>
    </message>
    <message>
        <source>Make the packs of all readers together, before the first result is merged.</source>
        <translation>請在合併第一份結果之前，一併製作所有閱片者的研究包。</translation>
    </message>
    <message>
        <source>Measured: {measures}.</source>
        <translation>測量：{measures}。</translation>
    </message>
    <message>
        <source>Name a folder of pelvis films.</source>
        <translation>請指定骨盆影像的資料夾。</translation>
    </message>
    <message>
        <source>Names have 1 to {most} printable characters.</source>
        <translation>名稱為 1 至 {most} 個可列印字元。</translation>
    </message>
    <message>
        <source>Nearly all of the picture lies in a small part of its grey values; it is shown over that part.</source>
        <translation>影像幾乎全部落在灰階值的一小段範圍內；以該範圍顯示。</translation>
    </message>
    <message>
        <source>No NVIDIA driver was found; using the CPU.</source>
        <translation>找不到 NVIDIA 驅動程式；改用 CPU。</translation>
    </message>
    <message>
        <source>No fracture of the proximal femur is seen.</source>
        <translation>未見近端股骨骨折。</translation>
    </message>
    <message>
        <source>No heat map: {reason}</source>
        <translation>沒有熱圖：{reason}</translation>
    </message>
    <message>
        <source>No model can be used: {reason}</source>
        <translation>沒有可用的模型：{reason}</translation>
    </message>
    <message>
        <source>No pack was written: {reason}</source>
        <translation>未寫出任何研究包：{reason}</translation>
    </message>
    <message>
        <source>No worker of the cluster is left.</source>
        <translation>叢集已無任何工作程序。</translation>
    </message>
    <message>
        <source>Non-inferiority and equivalence need a margin.</source>
        <translation>非劣性與等效性需要界限值。</translation>
    </message>
    <message>
        <source>Numbers lie between -1e100 and 1e100.</source>
        <translation>數值須介於 -1e100 與 1e100 之間。</translation>
    </message>
    <message>
        <source>Of them {doubtful} bore a time that cannot be (a clock was ahead): there the answer with the sound time counts, or this store&apos;s own.</source>
        <translation>其中 {doubtful} 筆帶有不可能的時間（時鐘過快）：以時間正確的回答或本儲存庫的回答為準。</translation>
    </message>
    <message>
        <source>One cut-off cannot serve two scales: ratings of {low} go to {least}, those of {high} to {most}.</source>
        <translation>一個截斷值無法用於兩種尺度：{low} 的評分到 {least}，{high} 的到 {most}。</translation>
    </message>
    <message>
        <source>One patient number bears several names ({count} such numbers). They may be patients of two hospitals: each name leaves as a patient of its own.</source>
        <translation>同一病人編號有多個姓名（此類編號 {count} 個）。可能是兩家醫院的病人：每個姓名各作為一位病人匯出。</translation>
    </message>
    <message>
        <source>Only a film on which others differ, and that you have not read yourself, is settled.</source>
        <translation>只有他人意見不一且您未曾判讀的影像才能裁定。</translation>
    </message>
    <message>
        <source>Open an upright frontal film of the pelvis or hip, with bright bones and without a wide border, or answer this one without the model.</source>
        <translation>請開啟方向正立、骨骼呈亮色且沒有寬邊框的骨盆或髖部正面影像，或不靠模型對此影像作答。</translation>
    </message>
    <message>
        <source>Open the film again.</source>
        <translation>請重新開啟影像。</translation>
    </message>
    <message>
        <source>Open the film once more in Shenton, then export.</source>
        <translation>請在 Shenton 中再次開啟影像，然後匯出。</translation>
    </message>
    <message>
        <source>Open the right film in Shenton and confirm the answer once more.</source>
        <translation>請在 Shenton 中開啟正確的影像並再次確認回答。</translation>
    </message>
    <message>
        <source>PET image</source>
        <translation>PET 影像</translation>
    </message>
    <message>
        <source>Packs of this study were made with other boxes over the films, and every reader is to see the same films.</source>
        <translation>此研究已有研究包是以不同的方框遮蓋影像製作，而每位閱片者都應看到相同的影像。</translation>
    </message>
    <message>
        <source>Pictures that one reader read in several files: {count}. Only the newest answer leaves, under the file that it was given on.</source>
        <translation>同一位判讀者在多個檔案中判讀過的影像：{count} 張。只匯出最新的答案，並歸於作答時的檔案。</translation>
    </message>
    <message>
        <source>Pixel Spacing is larger than the detector&apos;s, which cannot be; the detector&apos;s is used.</source>
        <translation>Pixel Spacing 大於偵測器的間距，這不可能；改用偵測器的間距。</translation>
    </message>
    <message>
        <source>Pixels of {stored} bits in {allocated} (high bit {high}) are not supported.</source>
        <translation>不支援存於 {allocated}、最高位元 {high} 的 {stored} 位元像素。</translation>
    </message>
    <message>
        <source>Port {port} at {host} cannot be listened on.</source>
        <translation>無法在 {host} 的連接埠 {port} 接收。</translation>
    </message>
    <message>
        <source>Practice films of patients whose other films are tested: {films}. Readers are told what these patients have before they read them; to avoid that, set practice films of other patients apart in the reference standard.</source>
        <translation>練習影像所屬的患者另有影像用於測試：{films}。判讀者會在判讀前得知這些患者的結果；若要避免，請在參考標準中另選其他患者的練習影像。</translation>
    </message>
    <message>
        <source>Put back a backup ({file}, beside it), in the store&apos;s window or with “shenton store restore FILE”; to begin anew, move the empty file away.</source>
        <translation>請於儲存庫視窗或以「shenton store restore FILE」還原備份（旁邊的 {file}）；若要重新開始，請移走空檔案。</translation>
    </message>
    <message>
        <source>Put back a backup, and keep the damaged file for recovery.</source>
        <translation>請還原備份，並保留損壞的檔案以供修復。</translation>
    </message>
    <message>
        <source>Put back a backup, in the store&apos;s window or with “shenton store restore FILE”; to begin anew, move the empty file away.</source>
        <translation>請於儲存庫視窗或以「shenton store restore FILE」還原備份；若要重新開始，請移走空檔案。</translation>
    </message>
    <message>
        <source>Put its backup back; where there is none, tell whoever runs the study before you move what is left of it away and begin anew.</source>
        <translation>請還原其備份；若無備份，請先告知研究負責人，再移走剩餘檔案並重新開始。</translation>
    </message>
    <message>
        <source>Put the ledger ({file}) back into the study&apos;s folder.</source>
        <translation>請將帳冊（{file}）放回研究的資料夾。</translation>
    </message>
    <message>
        <source>Put the ledger back.</source>
        <translation>請將帳冊恢復原狀。</translation>
    </message>
    <message>
        <source>Put the same bundle on the disk that all share.</source>
        <translation>請將相同的模型包放在共用磁碟上。</translation>
    </message>
    <message>
        <source>Put the study&apos;s folder back as it was, or begin a new study.</source>
        <translation>請將研究資料夾還原，或開始新的研究。</translation>
    </message>
    <message>
        <source>Put the study&apos;s newest ledger back; if the file came otherwise, take it out of its folder and merge it.</source>
        <translation>請還原研究最新的帳冊；若檔案來自他處，請將其移出資料夾後再合併。</translation>
    </message>
    <message>
        <source>Put {file} back into its folder.</source>
        <translation>請將 {file} 放回其資料夾。</translation>
    </message>
    <message>
        <source>Readings of a fracture without a box: {count}. In the COCO file their films look like films without a lesion; the labels name them.</source>
        <translation>沒有方框的骨折判讀：{count} 筆。在 COCO 檔案中，這些影像看似沒有病灶；標註中則已列出。</translation>
    </message>
    <message>
        <source>Record {number} of the truth is no object.</source>
        <translation>真值的第 {number} 筆記錄不是物件。</translation>
    </message>
    <message>
        <source>Secondary endpoints need a rule of multiplicity.</source>
        <translation>次要評估指標需要多重比較規則。</translation>
    </message>
    <message>
        <source>Set margin to 0.</source>
        <translation>請將 margin 設為 0。</translation>
    </message>
    <message>
        <source>Set this clock right; if it is, ask the reader how it came: such times prove no wash-out.</source>
        <translation>請校正此時鐘；若時鐘正確，請詢問閱片者原因：這類時間無法證明洗脫期。</translation>
    </message>
    <message>
        <source>Spacing and aspect ratio of the header contradict each other; the spacing is used.</source>
        <translation>標頭的間距與長寬比互相矛盾；使用間距。</translation>
    </message>
    <message>
        <source>Start it again and go on with --resume.</source>
        <translation>請重新啟動，並以 --resume 繼續。</translation>
    </message>
    <message>
        <source>Start some and go on with --resume.</source>
        <translation>請啟動工作程序，再以 --resume 繼續。</translation>
    </message>
    <message>
        <source>State the share.</source>
        <translation>請註明比例。</translation>
    </message>
    <message>
        <source>Superiority has no margin.</source>
        <translation>優越性沒有界限值。</translation>
    </message>
    <message>
        <source>Take your own answer back (Undo), then switch to Settle where readers differ.</source>
        <translation>請先收回自己的回答（復原），再切換到「裁定閱片者的分歧」。</translation>
    </message>
    <message>
        <source>Texts and arrows on the film stay on this computer.</source>
        <translation>影像上的文字與箭頭只留在本機。</translation>
    </message>
    <message>
        <source>The COCO file</source>
        <translation>COCO 檔案</translation>
    </message>
    <message>
        <source>The address {where} is not known.</source>
        <translation>位址 {where} 未知。</translation>
    </message>
    <message>
        <source>The answer is about another film than the one on screen.</source>
        <translation>此回答是關於另一張影像，而非畫面上的影像。</translation>
    </message>
    <message>
        <source>The answers of this sitting were changed outside the program: {problem}.</source>
        <translation>此次判讀的回答在程式之外遭更動：{problem}。</translation>
    </message>
    <message>
        <source>The assignment</source>
        <translation>分派表</translation>
    </message>
    <message>
        <source>The assignment cannot be read ({place}).</source>
        <translation>無法讀取分派（{place}）。</translation>
    </message>
    <message>
        <source>The bundle holds more than {graph} and {card}.</source>
        <translation>模型包除了 {graph} 與 {card} 還有其他內容。</translation>
    </message>
    <message>
        <source>The bundle lacks {missing}.</source>
        <translation>模型包缺少 {missing}。</translation>
    </message>
    <message>
        <source>The bundle&apos;s {file} could not be read.</source>
        <translation>模型包的 {file} 無法讀取。</translation>
    </message>
    <message>
        <source>The bundle&apos;s {file} is not a plain file.</source>
        <translation>模型包的 {file} 不是一般檔案。</translation>
    </message>
    <message>
        <source>The bundle&apos;s {name} is larger than {limit} MB.</source>
        <translation>模型包的 {name} 大於 {limit} MB。</translation>
    </message>
    <message>
        <source>The card does not say on which mix it was set.</source>
        <translation>模型卡未註明以何種組成設定。</translation>
    </message>
    <message>
        <source>The certificate of {where} is not trusted ({reason}).</source>
        <translation>{where} 的憑證不受信任（{reason}）。</translation>
    </message>
    <message>
        <source>The certificate of {where} is not valid today.</source>
        <translation>{where} 的憑證今日無效。</translation>
    </message>
    <message>
        <source>The certificate of {where} was made out for another name.</source>
        <translation>{where} 的憑證是為其他名稱核發的。</translation>
    </message>
    <message>
        <source>The cluster is gone.</source>
        <translation>與叢集的連線已中斷。</translation>
    </message>
    <message>
        <source>The compressed picture had stray bytes at its end; they were left out.</source>
        <translation>壓縮影像結尾有多餘的位元組；已略去。</translation>
    </message>
    <message>
        <source>The compressed picture has no proper end; what it needs was there.</source>
        <translation>壓縮影像沒有正確的結尾；所需內容仍齊全。</translation>
    </message>
    <message>
        <source>The decoder stopped on this file. It is damaged; ask for the film again.</source>
        <translation>解碼器在此檔案上停止。檔案已損壞；請重新索取影像。</translation>
    </message>
    <message>
        <source>The disk is full; nothing was saved this time.</source>
        <translation>磁碟已滿；這次沒有儲存任何內容。</translation>
    </message>
    <message>
        <source>The expected proportion</source>
        <translation>預期比例</translation>
    </message>
    <message>
        <source>The export</source>
        <translation>匯出</translation>
    </message>
    <message>
        <source>The file carries an overlay that lies outside the picture; it is not shown.</source>
        <translation>檔案含有位於影像外的疊加層，未予顯示。</translation>
    </message>
    <message>
        <source>The file carries an overlay; show or hide it (Shift+G).</source>
        <translation>檔案含有疊加層；可顯示或隱藏 (Shift+G)。</translation>
    </message>
    <message>
        <source>The file carries {count} overlays that lie outside the picture; they are not shown.</source>
        <translation>檔案含有 {count} 個位於影像外的疊加層，未予顯示。</translation>
    </message>
    <message>
        <source>The file carries {count} overlays; show or hide them (Shift+G).</source>
        <translation>檔案含有 {count} 個疊加層；可顯示或隱藏 (Shift+G)。</translation>
    </message>
    <message>
        <source>The file could not be opened: {reason}.</source>
        <translation>無法開啟檔案：{reason}。</translation>
    </message>
    <message>
        <source>The file could not be read: {reason}.</source>
        <translation>無法讀取檔案：{reason}。</translation>
    </message>
    <message>
        <source>The file does not begin as a DICOM file does; what stands before its beginning was left out.</source>
        <translation>檔案的開頭不是 DICOM 檔案應有的樣子；其起點之前的內容已略去。</translation>
    </message>
    <message>
        <source>The file has truths but no scores.</source>
        <translation>檔案有標準答案但沒有分數。</translation>
    </message>
    <message>
        <source>The file holds more pixel data than one picture needs.</source>
        <translation>檔案中的像素資料多於一張影像所需。</translation>
    </message>
    <message>
        <source>The file holds no readings.</source>
        <translation>檔案沒有任何判讀。</translation>
    </message>
    <message>
        <source>The file inflates to more than {limit} MB.</source>
        <translation>檔案解壓後超過 {limit} MB。</translation>
    </message>
    <message>
        <source>The file is {size} MB; the limit for one film is {limit} MB.</source>
        <translation>檔案為 {size} MB；單張影像上限為 {limit} MB。</translation>
    </message>
    <message>
        <source>The file kept the decoder busy for {seconds:g} seconds and was given up.</source>
        <translation>解碼器處理此檔案 {seconds:g} 秒仍未完成，已放棄。</translation>
    </message>
    <message>
        <source>The file of answers could not be reached ({reason}).</source>
        <translation>無法存取回答檔（{reason}）。</translation>
    </message>
    <message>
        <source>The file of answers could not be read ({reason}).</source>
        <translation>無法讀取回答檔（{reason}）。</translation>
    </message>
    <message>
        <source>The file of answers is damaged: it is empty (0 bytes) or gone, and what was in it is lost there.</source>
        <translation>回答檔案已損壞：檔案為空（0 位元組）或已不存在，其中內容已在此遺失。</translation>
    </message>
    <message>
        <source>The file of answers is empty.</source>
        <translation>回答檔是空的。</translation>
    </message>
    <message>
        <source>The file of boxes</source>
        <translation>方框檔案</translation>
    </message>
    <message>
        <source>The file of boxes cannot be read ({place}).</source>
        <translation>無法讀取方框檔（{place}）。</translation>
    </message>
    <message>
        <source>The file of boxes could not be read ({reason}).</source>
        <translation>無法讀取方框檔（{reason}）。</translation>
    </message>
    <message>
        <source>The file says that it is compressed, but it is not; it was read as it is.</source>
        <translation>檔案宣稱已壓縮，但實際沒有；依實際內容讀取。</translation>
    </message>
    <message>
        <source>The file states a wrong length for its picture; it was read as it is.</source>
        <translation>檔案所載的影像長度有誤；已依實際長度讀取。</translation>
    </message>
    <message>
        <source>The file states another transfer syntax than it has; it was read as it is.</source>
        <translation>檔案註明的傳輸語法與實際不同；依實際內容讀取。</translation>
    </message>
    <message>
        <source>The file that was read is gone, or its patient, study or UIDs were changed since.</source>
        <translation>判讀過的檔案已不存在，或其病人、檢查或 UID 之後已被更改。</translation>
    </message>
    <message>
        <source>The file would have a part of the picture hidden (shutter); all of it is shown.</source>
        <translation>檔案要求遮住影像的一部分（遮光）；此處顯示全部。</translation>
    </message>
    <message>
        <source>The film decoder did not start within {seconds:g} seconds.</source>
        <translation>影像解碼器未能在 {seconds:g} 秒內啟動。</translation>
    </message>
    <message>
        <source>The film decoder ended while it started (exit status {code}).</source>
        <translation>影像解碼器在啟動時結束（結束狀態 {code}）。</translation>
    </message>
    <message>
        <source>The film has only {count} grey levels.</source>
        <translation>影像只有 {count} 個灰階。</translation>
    </message>
    <message>
        <source>The film lies on its side or head down: the model looked at it turned upright, and names the sides as on an upright film. Letters in brackets at the film&apos;s edges do not hold for it.</source>
        <translation>影像側放或上下顛倒：模型將其轉正後判讀，左右側也以轉正後的影像為準。影像邊緣括號內的字母不適用於此影像。</translation>
    </message>
    <message>
        <source>The film&apos;s UIDs break the rules for UIDs and cannot be written.</source>
        <translation>影像的 UID 不符合 UID 規則，無法寫入。</translation>
    </message>
    <message>
        <source>The film&apos;s patient number cannot be written as it stands.</source>
        <translation>影像的病歷號無法照原樣寫入。</translation>
    </message>
    <message>
        <source>The first line has the column {column} twice.</source>
        <translation>第一行有兩個 {column} 欄。</translation>
    </message>
    <message>
        <source>The first line lacks the column {missing}.</source>
        <translation>第一行缺少 {missing} 欄。</translation>
    </message>
    <message>
        <source>The first proportion</source>
        <translation>第一個比例</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be used: {reason}.</source>
        <translation>無法使用資料夾 {folder}：{reason}。</translation>
    </message>
    <message>
        <source>The half width</source>
        <translation>半寬度</translation>
    </message>
    <message>
        <source>The header calls a part of the picture padding; it is shown all the same.</source>
        <translation>標頭將影像的一部分標為填充；仍照常顯示。</translation>
    </message>
    <message>
        <source>The header calls grey values padding that are not the darkest of the film: they are drawn black and may look like holes.</source>
        <translation>標頭標為填充的灰階值並非影像中最暗的值：會畫成黑色，看起來可能像破洞。</translation>
    </message>
    <message>
        <source>The header claims {columns} x {rows} pixels, which is too many.</source>
        <translation>標頭宣稱 {columns} x {rows} 像素，過多。</translation>
    </message>
    <message>
        <source>The header contradicts itself on black and white (MONOCHROME1 with IDENTITY): shown by the first; invert the film if it looks like a negative.</source>
        <translation>標頭對黑白的說明自相矛盾（MONOCHROME1 與 IDENTITY）：依前者顯示；若看似負片，請反轉影像。</translation>
    </message>
    <message>
        <source>The header contradicts itself on black and white (MONOCHROME2 with INVERSE): shown by the second; invert the film if it looks like a negative.</source>
        <translation>標頭對黑白的說明自相矛盾（MONOCHROME2 與 INVERSE）：依後者顯示；若看似負片，請反轉影像。</translation>
    </message>
    <message>
        <source>The header has a window without a width or without a centre; it was not used.</source>
        <translation>標頭有一個缺少窗寬或窗位的視窗；未予使用。</translation>
    </message>
    <message>
        <source>The header is damaged where a sequence ends or an element is named; the rest of it was read.</source>
        <translation>標頭在序列結尾或元素名稱處損壞；其餘部分已讀取。</translation>
    </message>
    <message>
        <source>The header is wrong about where a grey value lies in its cell; it was read as it is.</source>
        <translation>標頭對灰階值在儲存單元中位置的說明有誤；依實際內容讀取。</translation>
    </message>
    <message>
        <source>The header is wrong about whether grey values have a sign; they were read as they are.</source>
        <translation>標頭對灰階值是否帶正負號的記載有誤；已依實際數值讀取。</translation>
    </message>
    <message>
        <source>The header names a side that is not known; it was not used.</source>
        <translation>標頭載明的側別未知；未予使用。</translation>
    </message>
    <message>
        <source>The header names another part of the body: {part}.</source>
        <translation>標頭記載的是其他部位：{part}。</translation>
    </message>
    <message>
        <source>The header names another view ({kind}), not a frontal one.</source>
        <translation>標頭載明為其他攝影方向（{kind}），並非正面。</translation>
    </message>
    <message>
        <source>The header names no function that a window can have; it was taken as linear.</source>
        <translation>標頭所載的灰階窗函數（VOI LUT Function）無效，已視為線性。</translation>
    </message>
    <message>
        <source>The header names the right side and the left; the side of the image is used.</source>
        <translation>標頭同時載明右側與左側；採用影像的側別。</translation>
    </message>
    <message>
        <source>The header names the right side in one place and the left in another; the side stays open.</source>
        <translation>標頭一處寫右側、另一處寫左側；側別保持未定。</translation>
    </message>
    <message>
        <source>The header&apos;s spacing is not written as it should be; what of it could be read is used.</source>
        <translation>標頭的間距未依規定書寫；僅使用可讀取的部分。</translation>
    </message>
    <message>
        <source>The header&apos;s window fits the stored grey values and not those that the header makes of them; it was converted.</source>
        <translation>標頭的灰階窗符合儲存的灰階值，而非標頭轉換後的值；已予換算。</translation>
    </message>
    <message>
        <source>The header&apos;s window is not written as it should be; what of it could be read is used.</source>
        <translation>標頭的視窗未依規定書寫；僅使用可讀取的部分。</translation>
    </message>
    <message>
        <source>The header&apos;s window leaves nothing but black and white: take another one.</source>
        <translation>標頭的視窗設定只剩下黑與白：請改用其他視窗設定。</translation>
    </message>
    <message>
        <source>The header&apos;s window may be meant for the grey values as they are stored: take another one if the film looks too dark or too bright.</source>
        <translation>標頭的灰階窗可能是針對儲存的灰階值：若影像看起來太暗或太亮，請改用其他灰階窗。</translation>
    </message>
    <message>
        <source>The ledger does not know the result of {code}.</source>
        <translation>帳冊中沒有 {code} 的結果。</translation>
    </message>
    <message>
        <source>The lock</source>
        <translation>鎖定</translation>
    </message>
    <message>
        <source>The locked study</source>
        <translation>已鎖定的研究</translation>
    </message>
    <message>
        <source>The locked study could not be read ({reason}).</source>
        <translation>無法讀取已鎖定的研究（{reason}）。</translation>
    </message>
    <message>
        <source>The magnification of the header makes no sense and was not used.</source>
        <translation>檔頭的放大率不合理，未採用。</translation>
    </message>
    <message>
        <source>The margin</source>
        <translation>界限值</translation>
    </message>
    <message>
        <source>The merged result of {code} is not the one that the ledger names.</source>
        <translation>{code} 的合併結果不是帳冊所載的那一份。</translation>
    </message>
    <message>
        <source>The model answers none of the films.</source>
        <translation>模型未對任何影像作答。</translation>
    </message>
    <message>
        <source>The model answers with probabilities; give one such as 0.5.</source>
        <translation>模型以機率作答；請提供如 0.5 的值。</translation>
    </message>
    <message>
        <source>The model card cannot be read ({place}).</source>
        <translation>無法讀取模型卡（{place}）。</translation>
    </message>
    <message>
        <source>The model card has unknown keys in {where}: {some}.</source>
        <translation>模型卡的 {where} 有未知的鍵：{some}。</translation>
    </message>
    <message>
        <source>The model card is wrong: {reason}.</source>
        <translation>模型卡有誤：{reason}。</translation>
    </message>
    <message>
        <source>The model card lacks {name} in {where}.</source>
        <translation>模型卡的 {where} 缺少 {name}。</translation>
    </message>
    <message>
        <source>The model card&apos;s {where} is not a list.</source>
        <translation>模型卡的 {where} 不是清單。</translation>
    </message>
    <message>
        <source>The model card&apos;s {where} is not an object.</source>
        <translation>模型卡的 {where} 不是物件。</translation>
    </message>
    <message>
        <source>The model failed its self-test: on {picture} its answer is off by {worst:.2g}.</source>
        <translation>模型未通過自我測試：在 {picture} 上回答相差 {worst:.2g}。</translation>
    </message>
    <message>
        <source>The model failed its self-test: {reason}</source>
        <translation>模型未通過自我測試：{reason}</translation>
    </message>
    <message>
        <source>The model finds no hip on this film.</source>
        <translation>模型在此影像上找不到髖關節。</translation>
    </message>
    <message>
        <source>The model needs more memory than a model may take.</source>
        <translation>模型需要的記憶體超過允許的上限。</translation>
    </message>
    <message>
        <source>The model needs operators that are not part of ONNX: {names}.</source>
        <translation>模型需要不屬於 ONNX 的運算子：{names}。</translation>
    </message>
    <message>
        <source>The model of the locked study</source>
        <translation>已鎖定研究的模型</translation>
    </message>
    <message>
        <source>The model repeats parts of itself ({names}), perhaps without end.</source>
        <translation>模型重複自身的部分（{names}），可能沒有終止。</translation>
    </message>
    <message>
        <source>The model took too long on the films before and is not asked again.</source>
        <translation>模型在先前的影像上耗時過久，不再詢問。</translation>
    </message>
    <message>
        <source>The model was busy for {seconds:g} seconds and was given up.</source>
        <translation>模型忙碌了 {seconds:g} 秒，已放棄。</translation>
    </message>
    <message>
        <source>The model was busy with this film for {seconds:g} s and was given up; fewer workers leave more of the computer to each.</source>
        <translation>模型處理此影像已達 {seconds:g} 秒，已放棄；減少工作程序可讓每個程序分得更多運算資源。</translation>
    </message>
    <message>
        <source>The model was not asked.</source>
        <translation>未詢問模型。</translation>
    </message>
    <message>
        <source>The model was stopped.</source>
        <translation>模型已停止。</translation>
    </message>
    <message>
        <source>The model works with text, not with numbers alone.</source>
        <translation>模型使用文字運作，而非僅有數字。</translation>
    </message>
    <message>
        <source>The model&apos;s answers</source>
        <translation>模型的回答</translation>
    </message>
    <message>
        <source>The model&apos;s answers cannot be read ({place}).</source>
        <translation>無法讀取模型的回答（{place}）。</translation>
    </message>
    <message>
        <source>The model&apos;s card has no curve.</source>
        <translation>模型卡沒有曲線。</translation>
    </message>
    <message>
        <source>The model&apos;s graph does not take exactly one input named {name}.</source>
        <translation>模型的圖並非只有一個名為 {name} 的輸入。</translation>
    </message>
    <message>
        <source>The model&apos;s graph is larger than {limit} MB.</source>
        <translation>模型的圖大於 {limit} MB。</translation>
    </message>
    <message>
        <source>The model&apos;s graph lacks the output {missing}.</source>
        <translation>模型的圖缺少輸出 {missing}。</translation>
    </message>
    <message>
        <source>The model&apos;s process did not start within {seconds:g} seconds.</source>
        <translation>模型的行程未能在 {seconds:g} 秒內啟動。</translation>
    </message>
    <message>
        <source>The model&apos;s process did not start.</source>
        <translation>模型的程序未能啟動。</translation>
    </message>
    <message>
        <source>The model&apos;s process ended on its own: it may want more memory than a model may take.</source>
        <translation>模型的程序自行結束：可能需要超過允許上限的記憶體。</translation>
    </message>
    <message>
        <source>The model&apos;s process ended on this film.</source>
        <translation>模型的程序在此影像上結束了。</translation>
    </message>
    <message>
        <source>The model&apos;s two thresholds are not in order between 0 and 1.</source>
        <translation>模型的兩個閾值未在 0 與 1 之間依序排列。</translation>
    </message>
    <message>
        <source>The model&apos;s {name} has a wrong shape.</source>
        <translation>模型的 {name} 形狀不正確。</translation>
    </message>
    <message>
        <source>The model&apos;s {name} has the shape {shape}, which does not fit its card.</source>
        <translation>模型的 {name} 形狀為 {shape}，與模型卡不符。</translation>
    </message>
    <message>
        <source>The model&apos;s {name} is beyond all measure (above {most:g}).</source>
        <translation>模型的 {name} 超出合理範圍（高於 {most:g}）。</translation>
    </message>
    <message>
        <source>The model&apos;s {name} is not finite.</source>
        <translation>模型的 {name} 並非有限值。</translation>
    </message>
    <message>
        <source>The model&apos;s {name} is {type}, not 32-bit float.</source>
        <translation>模型的 {name} 為 {type}，不是 32 位元浮點數。</translation>
    </message>
    <message>
        <source>The other store</source>
        <translation>另一個儲存庫</translation>
    </message>
    <message>
        <source>The output could not be written ({reason}).</source>
        <translation>無法寫入輸出（{reason}）。</translation>
    </message>
    <message>
        <source>The pack</source>
        <translation>研究包</translation>
    </message>
    <message>
        <source>The pack could not be read ({reason}).</source>
        <translation>無法讀取研究包（{reason}）。</translation>
    </message>
    <message>
        <source>The pack could not be written ({reason}).</source>
        <translation>無法寫入研究包（{reason}）。</translation>
    </message>
    <message>
        <source>The pack lacks {name}.</source>
        <translation>研究包缺少 {name}。</translation>
    </message>
    <message>
        <source>The pack&apos;s list</source>
        <translation>研究包的清單</translation>
    </message>
    <message>
        <source>The packs leave out the overlays in the files of: {films}.</source>
        <translation>研究包略去下列影像檔中的疊加層：{films}。</translation>
    </message>
    <message>
        <source>The patient orientation of the header makes no sense and was not used.</source>
        <translation>標頭中的病人方位不合理，未使用。</translation>
    </message>
    <message>
        <source>The picture ({kind}) is damaged: no decoder could read it.</source>
        <translation>影像（{kind}）已損壞：沒有解碼器能讀取。</translation>
    </message>
    <message>
        <source>The picture breaks off in row {row} of {rows}, and nothing follows: the file seems to have been copied in part. Copy it again from where it came from.</source>
        <translation>影像在第 {row} 列（共 {rows} 列）中斷，之後沒有任何內容：檔案似乎只複製了一部分。請從來源重新複製。</translation>
    </message>
    <message>
        <source>The picture claims {width} x {height} pixels, which is too many.</source>
        <translation>影像宣稱 {width} x {height} 像素，過多。</translation>
    </message>
    <message>
        <source>The picture has its bytes in the other order than the file says; they were turned round.</source>
        <translation>影像的位元組順序與檔案所述相反，已予對調。</translation>
    </message>
    <message>
        <source>The picture inside has {bits} bits, but the header says {header_bits}.</source>
        <translation>內含影像為 {bits} 位元，標頭卻載為 {header_bits}。</translation>
    </message>
    <message>
        <source>The picture inside has {components} colour components.</source>
        <translation>內含影像有 {components} 個色彩成分。</translation>
    </message>
    <message>
        <source>The picture inside is {columns} x {rows} pixels, but the header says {header_columns} x {header_rows}.</source>
        <translation>內含影像為 {columns} x {rows} 像素，標頭卻載為 {header_columns} x {header_rows}。</translation>
    </message>
    <message>
        <source>The picture is cut short: {there} of {wanted} bytes are there.</source>
        <translation>影像不完整：{wanted} 位元組中只有 {there}。</translation>
    </message>
    <message>
        <source>The picture uses {used} of its {bits} bits: shown from its darkest to its brightest value.</source>
        <translation>影像僅使用 {bits} 位元中的 {used} 位元：由最暗值顯示到最亮值。</translation>
    </message>
    <message>
        <source>The power</source>
        <translation>檢定力</translation>
    </message>
    <message>
        <source>The prevalence</source>
        <translation>盛行率</translation>
    </message>
    <message>
        <source>The prevalence is not between 0 and 1.</source>
        <translation>盛行率不在 0 與 1 之間。</translation>
    </message>
    <message>
        <source>The primary question compares an arm with itself.</source>
        <translation>主要問題將一個組別與自己比較。</translation>
    </message>
    <message>
        <source>The primary question names an arm that the design does not have.</source>
        <translation>主要問題指定了設計中沒有的組別。</translation>
    </message>
    <message>
        <source>The protocol</source>
        <translation>研究計畫書</translation>
    </message>
    <message>
        <source>The protocol could not be read ({reason}).</source>
        <translation>無法讀取計畫書（{reason}）。</translation>
    </message>
    <message>
        <source>The protocol has schema {schema}, this version reads {known}.</source>
        <translation>計畫書的結構版本為 {schema}，此版本可讀 {known}。</translation>
    </message>
    <message>
        <source>The protocol&apos;s alpha is not between 0 and 0.2.</source>
        <translation>計畫書的 α 不在 0 與 0.2 之間。</translation>
    </message>
    <message>
        <source>The protocol&apos;s cut-off of the model is not between 0 and 1.</source>
        <translation>計畫書中模型的截斷值不在 0 與 1 之間。</translation>
    </message>
    <message>
        <source>The protocol&apos;s cut-off of the readers is not on their scale.</source>
        <translation>計畫書中閱片者的截斷值不在其尺度上。</translation>
    </message>
    <message>
        <source>The protocol&apos;s part cutoffs</source>
        <translation>計畫書的 cutoffs 部分</translation>
    </message>
    <message>
        <source>The protocol&apos;s part primary</source>
        <translation>計畫書的 primary 部分</translation>
    </message>
    <message>
        <source>The protocol&apos;s part rules</source>
        <translation>計畫書的 rules 部分</translation>
    </message>
    <message>
        <source>The protocol&apos;s questions</source>
        <translation>計畫書的問題</translation>
    </message>
    <message>
        <source>The protocol&apos;s sampling</source>
        <translation>計畫書的 sampling</translation>
    </message>
    <message>
        <source>The protocol&apos;s sampling.take</source>
        <translation>計畫書的 sampling.take</translation>
    </message>
    <message>
        <source>The protocol&apos;s secondary endpoints</source>
        <translation>計畫書的次要評估指標</translation>
    </message>
    <message>
        <source>The protocol&apos;s {name} is empty.</source>
        <translation>計畫書的 {name} 是空的。</translation>
    </message>
    <message>
        <source>The protocol&apos;s {name} is too long or holds unprintable characters.</source>
        <translation>計畫書的 {name} 過長或含不可列印字元。</translation>
    </message>
    <message>
        <source>The protocol&apos;s {name} is {value}.</source>
        <translation>計畫書的 {name}：{value}。</translation>
    </message>
    <message>
        <source>The readers cannot be parted into equal blocks.</source>
        <translation>閱片者無法分成相等的區塊。</translation>
    </message>
    <message>
        <source>The readers&apos; ranges make no sense.</source>
        <translation>閱片者的範圍不合理。</translation>
    </message>
    <message>
        <source>The reading was in a line before.</source>
        <translation>此判讀已出現在前面的行。</translation>
    </message>
    <message>
        <source>The reference standard could not be read ({reason}).</source>
        <translation>無法讀取參考標準（{reason}）。</translation>
    </message>
    <message>
        <source>The reference standard has a box beside {film}, which has {columns} x {rows} pixels.</source>
        <translation>參考標準中有一個方框落在 {film}（{columns} x {rows} 像素）之外。</translation>
    </message>
    <message>
        <source>The reference standard has the column {name} twice.</source>
        <translation>參考標準中有兩個 {name} 欄。</translation>
    </message>
    <message>
        <source>The reference standard names more than {most} films.</source>
        <translation>參考標準列出超過 {most} 張影像。</translation>
    </message>
    <message>
        <source>The report could not be written ({reason}).</source>
        <translation>無法寫入報告（{reason}）。</translation>
    </message>
    <message>
        <source>The result answers a question out of turn.</source>
        <translation>結果未按順序回答問題。</translation>
    </message>
    <message>
        <source>The result answers a question outside its session.</source>
        <translation>結果回答了其場次以外的問題。</translation>
    </message>
    <message>
        <source>The result holds a reading time that cannot be.</source>
        <translation>結果含有不可能的判讀時間。</translation>
    </message>
    <message>
        <source>The result holds an answer that is not complete: {lacks}</source>
        <translation>結果中有不完整的回答：{lacks}</translation>
    </message>
    <message>
        <source>The result marks a place that is not on the film.</source>
        <translation>結果標記了影像以外的位置。</translation>
    </message>
    <message>
        <source>The result says that a time was over where the study sets none.</source>
        <translation>研究未設時限，結果卻記載已逾時。</translation>
    </message>
    <message>
        <source>The result&apos;s record has a time that is none.</source>
        <translation>結果的記錄中有無效的時間。</translation>
    </message>
    <message>
        <source>The result&apos;s record holds times that are still to come: the clock of the reader&apos;s computer, or of this one, is wrong.</source>
        <translation>結果的記錄含有尚未到來的時間：閱片者電腦或本機的時鐘有誤。</translation>
    </message>
    <message>
        <source>The result&apos;s record runs back in time.</source>
        <translation>結果的記錄時間倒退。</translation>
    </message>
    <message>
        <source>The result&apos;s record was changed: {problem}.</source>
        <translation>結果的記錄遭更動：{problem}。</translation>
    </message>
    <message>
        <source>The screen has {width} x {height} pixels: fine lines need the zoom, or 1:1.</source>
        <translation>螢幕為 {width} x {height} 像素：細線需放大或以 1:1 檢視。</translation>
    </message>
    <message>
        <source>The screen shows {depth} bits a pixel: fewer greys than a film needs.</source>
        <translation>螢幕每像素 {depth} 位元：灰階少於影像所需。</translation>
    </message>
    <message>
        <source>The search for text stopped before its end.</source>
        <translation>文字尋找在結束前停止了。</translation>
    </message>
    <message>
        <source>The search for text took too long and was given up.</source>
        <translation>文字尋找耗時過久，已放棄。</translation>
    </message>
    <message>
        <source>The search for text was stopped.</source>
        <translation>已停止尋找文字。</translation>
    </message>
    <message>
        <source>The second proportion</source>
        <translation>第二個比例</translation>
    </message>
    <message>
        <source>The share of films with a fracture is not between 0 and 1.</source>
        <translation>有骨折影像的比例不在 0 與 1 之間。</translation>
    </message>
    <message>
        <source>The site profile cannot be read ({place}).</source>
        <translation>無法讀取院所設定檔（{place}）。</translation>
    </message>
    <message>
        <source>The site profile cannot be read.</source>
        <translation>無法讀取院所設定檔。</translation>
    </message>
    <message>
        <source>The site profile cannot be removed.</source>
        <translation>無法移除院所設定檔。</translation>
    </message>
    <message>
        <source>The site profile cannot be written.</source>
        <translation>無法寫入院所設定檔。</translation>
    </message>
    <message>
        <source>The site profile has a value of the wrong kind.</source>
        <translation>院所設定檔中有類型不對的值。</translation>
    </message>
    <message>
        <source>The site profile has another schema.</source>
        <translation>院所設定檔的結構版本不同。</translation>
    </message>
    <message>
        <source>The site profile is too large.</source>
        <translation>院所設定檔過大。</translation>
    </message>
    <message>
        <source>The site profile is wrong: {reason}.</source>
        <translation>院所設定檔有誤：{reason}。</translation>
    </message>
    <message>
        <source>The site profile was made with another model.</source>
        <translation>院所設定檔是以另一個模型製作的。</translation>
    </message>
    <message>
        <source>The site profile was made with films of another X-ray device.</source>
        <translation>院所設定檔是以另一台 X 光機的影像製作的。</translation>
    </message>
    <message>
        <source>The store is of version {version}, this program knows {known}; it was left as it is.</source>
        <translation>儲存庫為第 {version} 版，此程式只認得第 {known} 版；已原樣保留。</translation>
    </message>
    <message>
        <source>The study has more than {most} series; the others were not asked for.</source>
        <translation>檢查的系列超過 {most} 個；其餘未索取。</translation>
    </message>
    <message>
        <source>The study has no reader {code}.</source>
        <translation>研究沒有閱片者 {code}。</translation>
    </message>
    <message>
        <source>The study pack could not be unpacked ({reason}).</source>
        <translation>無法解開研究包（{reason}）。</translation>
    </message>
    <message>
        <source>The study&apos;s ledger</source>
        <translation>研究的帳冊</translation>
    </message>
    <message>
        <source>The study&apos;s ledger is gone or empty; without it nobody knows what was merged and what was made black on the films.</source>
        <translation>研究的帳冊不存在或為空；沒有帳冊便無從得知合併了什麼，以及影像上遮黑了何處。</translation>
    </message>
    <message>
        <source>The study&apos;s ledger is not that of this study.</source>
        <translation>研究資料夾中的帳冊不屬於此研究。</translation>
    </message>
    <message>
        <source>The study&apos;s ledger says nothing readable of the boxes over its films.</source>
        <translation>研究的帳冊中，關於影像上方框的記錄無法讀取。</translation>
    </message>
    <message>
        <source>The study&apos;s {name}</source>
        <translation>研究的 {name}</translation>
    </message>
    <message>
        <source>The study&apos;s {name} was changed after the lock.</source>
        <translation>研究的 {name} 在鎖定後遭更動。</translation>
    </message>
    <message>
        <source>The system ended the film decoder while it started (signal {number}), most often for want of memory.</source>
        <translation>系統在影像解碼器啟動時將其終止（訊號 {number}），多半因記憶體不足。</translation>
    </message>
    <message>
        <source>The system gave the film decoder no process of its own: {reason}.</source>
        <translation>系統無法為影像解碼器建立行程：{reason}。</translation>
    </message>
    <message>
        <source>The table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>The table that is there is none of this program.</source>
        <translation>該處的表格不是此程式的。</translation>
    </message>
    <message>
        <source>The table that is there was made by an earlier version and lacks columns of this one.</source>
        <translation>現有的表格由較早的版本產生，缺少此版本的欄位。</translation>
    </message>
    <message>
        <source>The text detector is not the one that is shipped.</source>
        <translation>文字偵測器不是隨附的那一個。</translation>
    </message>
    <message>
        <source>The text detector that is shipped is damaged or missing, or does not run here.</source>
        <translation>隨附的文字偵測器已損壞、遺失，或無法在本機執行。</translation>
    </message>
    <message>
        <source>The truth of the folder cannot be read ({place}).</source>
        <translation>無法讀取資料夾的標準答案（{place}）。</translation>
    </message>
    <message>
        <source>The wash-out is not over: session {session} opens on {day}.</source>
        <translation>洗脫期尚未結束：第 {session} 場於 {day} 開放。</translation>
    </message>
    <message>
        <source>The {value} of its header is not valid and was left out.</source>
        <translation>其標頭的{value}無效，已略去。</translation>
    </message>
    <message>
        <source>The {value} of its header is too long and was cut.</source>
        <translation>其標頭的{value}過長，已截短。</translation>
    </message>
    <message>
        <source>The {what} does not fit the protocol.</source>
        <translation>{what} 與計畫書不符。</translation>
    </message>
    <message>
        <source>Their ratings run from {low} to {high}: give one above {low}.</source>
        <translation>其評分由 {low} 至 {high}：請提供高於 {low} 的值。</translation>
    </message>
    <message>
        <source>There is no room for more here.</source>
        <translation>此處已無空間容納更多。</translation>
    </message>
    <message>
        <source>There is nothing to settle on this film for this reader.</source>
        <translation>此影像沒有需要這位閱片者裁定的內容。</translation>
    </message>
    <message>
        <source>They lie from 0 to 1; the one that shares nothing is the smallest.</source>
        <translation>介於 0 至 1；毫無共同之處的那個最小。</translation>
    </message>
    <message>
        <source>This computer is very busy or slow now; try again when it is not, or choose another model.</source>
        <translation>此電腦目前非常忙碌或緩慢；請稍後再試，或選擇其他模型。</translation>
    </message>
    <message>
        <source>This computer is very busy or slow now; try again when it is not.</source>
        <translation>此電腦目前非常忙碌或緩慢；請稍後再試。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is before the last answer ({day}).</source>
        <translation>本機時鐘早於最後一次回答（{day}）。</translation>
    </message>
    <message>
        <source>This file is an empty database, no store of readings.</source>
        <translation>此檔案是空的資料庫，並非判讀儲存庫。</translation>
    </message>
    <message>
        <source>This file is no {what} of Shenton, or it is damaged.</source>
        <translation>此檔案不是 Shenton 的 {what}，或已損壞。</translation>
    </message>
    <message>
        <source>This file is not the film of the study that belongs here; it is not shown.</source>
        <translation>此檔案不是此處應有的研究影像；未予顯示。</translation>
    </message>
    <message>
        <source>This is a {kind}, not a plain radiograph.</source>
        <translation>這是{kind}，不是一般 X 光影像。</translation>
    </message>
    <message>
        <source>This is not possible now ({phase}).</source>
        <translation>目前無法進行（{phase}）。</translation>
    </message>
    <message>
        <source>This is {what}, not a single greyscale radiograph.</source>
        <translation>這是{what}，不是單張灰階 X 光影像。</translation>
    </message>
    <message>
        <source>This picture lies here under several headers, and nobody noted which of them was read.</source>
        <translation>此影像以多個標頭存在，且未記錄判讀的是哪一個。</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>請稍後再試一次。</translation>
    </message>
    <message>
        <source>Use at most {longest} plain characters.</source>
        <translation>請最多使用 {longest} 個一般字元。</translation>
    </message>
    <message>
        <source>Use films with readings.</source>
        <translation>請使用有判讀的影像。</translation>
    </message>
    <message>
        <source>Wait for it, or end it first.</source>
        <translation>請等待，或先將其結束。</translation>
    </message>
    <message>
        <source>What was given after slurm: is not understood.</source>
        <translation>無法理解 slurm: 之後的內容。</translation>
    </message>
    <message>
        <source>Where the heat map is highest is not known, so a box may cover it: {reason}</source>
        <translation>熱圖最高點的位置未知，因此方框可能會遮住它：{reason}</translation>
    </message>
    <message>
        <source>Whether text is burned into the films is not known: {reason}</source>
        <translation>無法得知影像中是否燒錄了文字：{reason}</translation>
    </message>
    <message>
        <source>Write boxes in pixels of the film as it is stored, from its top left corner.</source>
        <translation>請以儲存影像的像素、自左上角起算來寫方框。</translation>
    </message>
    <message>
        <source>Write four numbers a box, several boxes by semicolons.</source>
        <translation>每個方框寫四個數；多個方框以分號分隔。</translation>
    </message>
    <message>
        <source>Write how many lesions the film has.</source>
        <translation>請寫出影像有幾個病灶。</translation>
    </message>
    <message>
        <source>Write to another file with --out, or leave --resume out: then it is kept under another name.</source>
        <translation>請以 --out 寫入其他檔案，或不使用 --resume：現有表格會以另一名稱保留。</translation>
    </message>
    <message>
        <source>Write to another file with --out.</source>
        <translation>請以 --out 寫入其他檔案。</translation>
    </message>
    <message>
        <source>a CT image</source>
        <translation>CT 影像</translation>
    </message>
    <message>
        <source>a PET image</source>
        <translation>PET 影像</translation>
    </message>
    <message>
        <source>a bone densitometry image</source>
        <translation>骨密度影像</translation>
    </message>
    <message>
        <source>a colour image ({model})</source>
        <translation>彩色影像（{model}）</translation>
    </message>
    <message>
        <source>a colour image ({samples} samples a pixel)</source>
        <translation>彩色影像（每像素 {samples} 個樣本）</translation>
    </message>
    <message>
        <source>a document</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>a file whose pixels are kept elsewhere</source>
        <translation>像素存放於他處的檔案</translation>
    </message>
    <message>
        <source>a film check must name itself and where it was set</source>
        <translation>影像檢查項目必須註明名稱與設定處</translation>
    </message>
    <message>
        <source>a film check needs weights that are finite</source>
        <translation>影像檢查項目需要有限的權重</translation>
    </message>
    <message>
        <source>a film check&apos;s sensitivity and specificity must lie in 0..1</source>
        <translation>影像檢查項目的敏感度與特異度必須在 0..1 之間</translation>
    </message>
    <message>
        <source>a key object selection</source>
        <translation>關鍵物件選擇（KO）</translation>
    </message>
    <message>
        <source>a list is longer than {most}</source>
        <translation>有清單長於 {most}</translation>
    </message>
    <message>
        <source>a list of at most {most}</source>
        <translation>至多 {most} 項的清單</translation>
    </message>
    <message>
        <source>a metric has no value</source>
        <translation>有指標沒有值</translation>
    </message>
    <message>
        <source>a metric is not finite</source>
        <translation>有指標不是有限值</translation>
    </message>
    <message>
        <source>a metric must name itself and how its interval was made</source>
        <translation>指標必須註明名稱與區間的算法</translation>
    </message>
    <message>
        <source>a metric must say on how many films and patients it was measured</source>
        <translation>指標必須註明以多少影像與病人測得</translation>
    </message>
    <message>
        <source>a microscopy image</source>
        <translation>顯微鏡影像</translation>
    </message>
    <message>
        <source>a nuclear medicine image</source>
        <translation>核子醫學影像</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>數字</translation>
    </message>
    <message>
        <source>a part of its path is no folder</source>
        <translation>其路徑中有一部分不是資料夾</translation>
    </message>
    <message>
        <source>a photograph</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>a presentation state</source>
        <translation>呈現狀態（PR）</translation>
    </message>
    <message>
        <source>a radiotherapy dose</source>
        <translation>放射治療劑量</translation>
    </message>
    <message>
        <source>a radiotherapy image</source>
        <translation>放射治療影像</translation>
    </message>
    <message>
        <source>a radiotherapy plan</source>
        <translation>放射治療計畫</translation>
    </message>
    <message>
        <source>a radiotherapy structure set</source>
        <translation>放射治療結構集</translation>
    </message>
    <message>
        <source>a registration</source>
        <translation>配準資料（REG）</translation>
    </message>
    <message>
        <source>a report output and its words come together</source>
        <translation>報告輸出與其詞彙必須同時存在</translation>
    </message>
    <message>
        <source>a segmentation</source>
        <translation>分割（SEG）</translation>
    </message>
    <message>
        <source>a self-test must expect seven finite logits</source>
        <translation>自我測試必須有七個有限的 logit</translation>
    </message>
    <message>
        <source>a self-test names an unknown input</source>
        <translation>自我測試指定了未知的輸入</translation>
    </message>
    <message>
        <source>a self-test&apos;s tolerance must lie in 0..1</source>
        <translation>自我測試的容許誤差必須在 0..1 之間</translation>
    </message>
    <message>
        <source>a series of {frames} frames in one file</source>
        <translation>單一檔案中的 {frames} 幀系列</translation>
    </message>
    <message>
        <source>a slide microscopy image</source>
        <translation>玻片顯微鏡影像</translation>
    </message>
    <message>
        <source>a structured report</source>
        <translation>結構化報告（SR）</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>a test set needs a name</source>
        <translation>測試集需要名稱</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>a threshold must lie between 0 and 1</source>
        <translation>閾值必須介於 0 與 1 之間</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整數</translation>
    </message>
    <message>
        <source>accession number</source>
        <translation>檢查單號（accession number）</translation>
    </message>
    <message>
        <source>along the ROC curve the thresholds must rise, the sensitivity fall, the specificity rise</source>
        <translation>沿 ROC 曲線閾值須上升、敏感度下降、特異度上升</translation>
    </message>
    <message>
        <source>an MR image</source>
        <translation>MR 影像</translation>
    </message>
    <message>
        <source>an electrocardiogram</source>
        <translation>心電圖</translation>
    </message>
    <message>
        <source>an endoscopy image</source>
        <translation>內視鏡影像</translation>
    </message>
    <message>
        <source>an extra output has the name of a fixed one</source>
        <translation>有額外輸出與固定輸出同名</translation>
    </message>
    <message>
        <source>an eye photograph</source>
        <translation>眼部照片</translation>
    </message>
    <message>
        <source>an image of floating-point values</source>
        <translation>浮點數值的影像</translation>
    </message>
    <message>
        <source>an object of an unknown kind</source>
        <translation>未知種類的物件</translation>
    </message>
    <message>
        <source>an object of modality {modality}</source>
        <translation>模態為 {modality} 的物件</translation>
    </message>
    <message>
        <source>an object of the kind “{kind}”</source>
        <translation>種類為「{kind}」的物件</translation>
    </message>
    <message>
        <source>an operating point must name itself and where it was set</source>
        <translation>操作點必須註明名稱與設定處</translation>
    </message>
    <message>
        <source>an operating point must say on how many films it was set</source>
        <translation>操作點必須註明以多少影像設定</translation>
    </message>
    <message>
        <source>an ultrasound image</source>
        <translation>超音波影像</translation>
    </message>
    <message>
        <source>angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>another fracture</source>
        <translation>其他骨折</translation>
    </message>
    <message>
        <source>another picture bears the same UID, so it leaves without identifiers only</source>
        <translation>另一張影像帶有相同的 UID，因此只能不含識別資料匯出</translation>
    </message>
    <message>
        <source>area {area}</source>
        <translation>面積 {area}</translation>
    </message>
    <message>
        <source>arm</source>
        <translation>上肢</translation>
    </message>
    <message>
        <source>audit row {number} is missing</source>
        <translation>稽核記錄第 {number} 列遺失</translation>
    </message>
    <message>
        <source>audit row {number} was changed</source>
        <translation>稽核記錄第 {number} 列已被更改</translation>
    </message>
    <message>
        <source>audit row {row} is not the one that was noted</source>
        <translation>稽核記錄第 {row} 列與所記下的不符</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>bone density report</source>
        <translation>骨密度報告</translation>
    </message>
    <message>
        <source>calcaneus</source>
        <translation>跟骨</translation>
    </message>
    <message>
        <source>cervical spine</source>
        <translation>頸椎</translation>
    </message>
    <message>
        <source>chest</source>
        <translation>胸部</translation>
    </message>
    <message>
        <source>clavicle</source>
        <translation>鎖骨</translation>
    </message>
    <message>
        <source>could not understand the object</source>
        <translation>無法解讀該物件</translation>
    </message>
    <message>
        <source>dask-jobqueue is not installed.</source>
        <translation>未安裝 dask-jobqueue。</translation>
    </message>
    <message>
        <source>dental film</source>
        <translation>牙科影像</translation>
    </message>
    <message>
        <source>does not allow it</source>
        <translation>不允許</translation>
    </message>
    <message>
        <source>does not know this program&apos;s AE title</source>
        <translation>不認得本程式的 AE title</translation>
    </message>
    <message>
        <source>does not take this kind of object</source>
        <translation>不接受此種物件</translation>
    </message>
    <message>
        <source>does not take this way of compression</source>
        <translation>不接受此種壓縮方式</translation>
    </message>
    <message>
        <source>elbow</source>
        <translation>肘部</translation>
    </message>
    <message>
        <source>ellipse, area {area}</source>
        <translation>橢圓，面積 {area}</translation>
    </message>
    <message>
        <source>endoscopy image</source>
        <translation>內視鏡影像</translation>
    </message>
    <message>
        <source>error {number} of the system</source>
        <translation>系統錯誤 {number}</translation>
    </message>
    <message>
        <source>event {number} is missing</source>
        <translation>第 {number} 筆事件遺失</translation>
    </message>
    <message>
        <source>event {number} was changed</source>
        <translation>第 {number} 筆事件已被更改</translation>
    </message>
    <message>
        <source>extra outputs need names and roles</source>
        <translation>額外輸出需要名稱與用途</translation>
    </message>
    <message>
        <source>fibula</source>
        <translation>腓骨</translation>
    </message>
    <message>
        <source>films</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>films that name no device</source>
        <translation>未載明裝置的影像</translation>
    </message>
    <message>
        <source>finds the object too large</source>
        <translation>認為該物件過大</translation>
    </message>
    <message>
        <source>finger</source>
        <translation>手指</translation>
    </message>
    <message>
        <source>foot</source>
        <translation>足部</translation>
    </message>
    <message>
        <source>forearm</source>
        <translation>前臂</translation>
    </message>
    <message>
        <source>frog-leg</source>
        <translation>蛙式位</translation>
    </message>
    <message>
        <source>hand</source>
        <translation>手部</translation>
    </message>
    <message>
        <source>has another AE title than the one given</source>
        <translation>其 AE title 與所給的不同</translation>
    </message>
    <message>
        <source>has another object under the same UID</source>
        <translation>已有相同 UID 的其他物件</translation>
    </message>
    <message>
        <source>has no room</source>
        <translation>沒有空間</translation>
    </message>
    <message>
        <source>has nothing at this address</source>
        <translation>在此位址沒有任何內容</translation>
    </message>
    <message>
        <source>head</source>
        <translation>頭部</translation>
    </message>
    <message>
        <source>heart</source>
        <translation>心臟</translation>
    </message>
    <message>
        <source>heel</source>
        <translation>足跟</translation>
    </message>
    <message>
        <source>humerus</source>
        <translation>肱骨</translation>
    </message>
    <message>
        <source>implant or foreign body</source>
        <translation>植入物或異物</translation>
    </message>
    <message>
        <source>is busy</source>
        <translation>忙碌中</translation>
    </message>
    <message>
        <source>it exists already</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>它是資料夾</translation>
    </message>
    <message>
        <source>it is in use</source>
        <translation>正在使用中</translation>
    </message>
    <message>
        <source>it is not a database</source>
        <translation>它不是資料庫</translation>
    </message>
    <message>
        <source>its class sets must say on how many films of each class they were set</source>
        <translation>其類別集合必須註明各類別以多少影像設定</translation>
    </message>
    <message>
        <source>its class sets must say on which films they were set</source>
        <translation>其類別集合必須註明以哪些影像設定</translation>
    </message>
    <message>
        <source>its class sets need a limit for each class</source>
        <translation>其類別集合的每個類別都需要界限</translation>
    </message>
    <message>
        <source>its descriptions must be texts</source>
        <translation>其說明必須是文字</translation>
    </message>
    <message>
        <source>its grey picture has the film&apos;s own pixels, as its boxes do: they are not square, so it looks squeezed</source>
        <translation>灰階圖片與其方框一樣採用影像本身的像素：像素非正方形，因此看起來被壓扁</translation>
    </message>
    <message>
        <source>its key “{key}” stands more than once</source>
        <translation>鍵「{key}」出現不只一次</translation>
    </message>
    <message>
        <source>its links lead in a circle</source>
        <translation>其連結形成循環</translation>
    </message>
    <message>
        <source>its name is too long</source>
        <translation>其名稱過長</translation>
    </message>
    <message>
        <source>its newest steps are missing: it had {rows}, it has {now}</source>
        <translation>其最新步驟遺失：原有 {rows} 個，現有 {now} 個</translation>
    </message>
    <message>
        <source>its pages are inconsistent</source>
        <translation>其頁面不一致</translation>
    </message>
    <message>
        <source>its rows do not fit together</source>
        <translation>其資料列彼此不符</translation>
    </message>
    <message>
        <source>its secret is missing</source>
        <translation>其密鑰遺失</translation>
    </message>
    <message>
        <source>its tables are not what they were</source>
        <translation>其資料表已非原樣</translation>
    </message>
    <message>
        <source>its tables or triggers were changed</source>
        <translation>其資料表或觸發器已被更改</translation>
    </message>
    <message>
        <source>jaw</source>
        <translation>頜骨</translation>
    </message>
    <message>
        <source>knee</source>
        <translation>膝部</translation>
    </message>
    <message>
        <source>leg length: no difference</source>
        <translation>腿長：無差異</translation>
    </message>
    <message>
        <source>leg length: {side} longer by {length}</source>
        <translation>腿長：{side} 較長 {length}</translation>
    </message>
    <message>
        <source>length</source>
        <translation>長度</translation>
    </message>
    <message>
        <source>local: takes the number of its workers.</source>
        <translation>local: 後面須接工作程序的數目。</translation>
    </message>
    <message>
        <source>lung</source>
        <translation>肺</translation>
    </message>
    <message>
        <source>magnified ×{factor:.2f}, {source}</source>
        <translation>放大率 ×{factor:.2f}，{source}</translation>
    </message>
    <message>
        <source>mammogram</source>
        <translation>乳房攝影</translation>
    </message>
    <message>
        <source>mandible</source>
        <translation>下頜骨</translation>
    </message>
    <message>
        <source>maxilla</source>
        <translation>上頜骨</translation>
    </message>
    <message>
        <source>mean {mean:.5g}, SD {sd:.3g}, {pixels} px</source>
        <translation>平均 {mean:.5g}，SD {sd:.3g}，{pixels} px</translation>
    </message>
    <message>
        <source>microscopy image</source>
        <translation>顯微鏡影像</translation>
    </message>
    <message>
        <source>name and version must be short texts</source>
        <translation>名稱與版本必須是簡短文字</translation>
    </message>
    <message>
        <source>neck</source>
        <translation>頸部</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>裝置上沒有剩餘空間</translation>
    </message>
    <message>
        <source>nobody has looked for burned-in text yet</source>
        <translation>尚無人檢視影像內嵌文字</translation>
    </message>
    <message>
        <source>not defined by these points</source>
        <translation>這些點無法定義</translation>
    </message>
    <message>
        <source>nuclear medicine image</source>
        <translation>核子醫學影像</translation>
    </message>
    <message>
        <source>obliquity {angle:.1f}°, both sides level</source>
        <translation>左右傾斜 {angle:.1f}°，兩側等高</translation>
    </message>
    <message>
        <source>obliquity {angle:.1f}°, {side} lower by {length}</source>
        <translation>左右傾斜 {angle:.1f}°，{side} 較低 {length}</translation>
    </message>
    <message>
        <source>obturator {right} : {left} {ratio:.2f}</source>
        <translation>閉孔 {right} : {left} {ratio:.2f}</translation>
    </message>
    <message>
        <source>one of {choices}</source>
        <translation>{choices} 之一</translation>
    </message>
    <message>
        <source>one trochanter on each side, please</source>
        <translation>請在兩側各點選一個小轉子</translation>
    </message>
    <message>
        <source>operation not permitted</source>
        <translation>不允許的操作</translation>
    </message>
    <message>
        <source>orbit</source>
        <translation>眼眶</translation>
    </message>
    <message>
        <source>panoramic dental film</source>
        <translation>全口牙科影像</translation>
    </message>
    <message>
        <source>paranasal sinuses</source>
        <translation>鼻竇</translation>
    </message>
    <message>
        <source>patella</source>
        <translation>髕骨</translation>
    </message>
    <message>
        <source>patient&apos;s birth date</source>
        <translation>病人出生日期</translation>
    </message>
    <message>
        <source>patient&apos;s name</source>
        <translation>病人姓名</translation>
    </message>
    <message>
        <source>patient&apos;s sex</source>
        <translation>病人性別</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>權限不足</translation>
    </message>
    <message>
        <source>photograph</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>photograph of an eye</source>
        <translation>眼部照片</translation>
    </message>
    <message>
        <source>poor contrast</source>
        <translation>對比不佳</translation>
    </message>
    <message>
        <source>purpose</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>radius</source>
        <translation>橈骨</translation>
    </message>
    <message>
        <source>rating</source>
        <translation>評分</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>參考標準</translation>
    </message>
    <message>
        <source>referring physician&apos;s name</source>
        <translation>轉診醫師姓名</translation>
    </message>
    <message>
        <source>result pack</source>
        <translation>結果包</translation>
    </message>
    <message>
        <source>ribs</source>
        <translation>肋骨</translation>
    </message>
    <message>
        <source>scapula</source>
        <translation>肩胛骨</translation>
    </message>
    <message>
        <source>shoulder</source>
        <translation>肩部</translation>
    </message>
    <message>
        <source>skull</source>
        <translation>顱骨</translation>
    </message>
    <message>
        <source>slide microscopy image</source>
        <translation>玻片顯微鏡影像</translation>
    </message>
    <message>
        <source>specialty</source>
        <translation>專科</translation>
    </message>
    <message>
        <source>sternum</source>
        <translation>胸骨</translation>
    </message>
    <message>
        <source>study ID</source>
        <translation>檢查 ID</translation>
    </message>
    <message>
        <source>study date</source>
        <translation>檢查日期</translation>
    </message>
    <message>
        <source>study pack</source>
        <translation>研究包</translation>
    </message>
    <message>
        <source>study time</source>
        <translation>檢查時間</translation>
    </message>
    <message>
        <source>tangential</source>
        <translation>切線位</translation>
    </message>
    <message>
        <source>teeth</source>
        <translation>牙齒</translation>
    </message>
    <message>
        <source>the ROC curve must be rows of three finite numbers</source>
        <translation>ROC 曲線的每列必須是三個有限數值</translation>
    </message>
    <message>
        <source>the ROC curve must say on how many films with and without a fracture it was made</source>
        <translation>ROC 曲線必須註明以多少有骨折與無骨折的影像製成</translation>
    </message>
    <message>
        <source>the ROC curve&apos;s numbers must lie in 0..1</source>
        <translation>ROC 曲線的數值必須在 0..1 之間</translation>
    </message>
    <message>
        <source>the address is in use already</source>
        <translation>位址已在使用中</translation>
    </message>
    <message>
        <source>the base model&apos;s SHA-256 is none</source>
        <translation>基礎模型的 SHA-256 無效</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>磁碟為唯讀</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>磁碟回報錯誤</translation>
    </message>
    <message>
        <source>the file would be larger than is allowed here</source>
        <translation>檔案將超過此處允許的大小</translation>
    </message>
    <message>
        <source>the film gate has values that are not finite</source>
        <translation>影像閘門有非有限的值</translation>
    </message>
    <message>
        <source>the film gate must name two or more parts of the body</source>
        <translation>影像閘門必須列出兩個以上的身體部位</translation>
    </message>
    <message>
        <source>the film gate must say where it was set</source>
        <translation>影像閘門必須註明設定處</translation>
    </message>
    <message>
        <source>the film gate&apos;s bias does not fit its parts</source>
        <translation>影像閘門的偏差值與其部位不符</translation>
    </message>
    <message>
        <source>the film gate&apos;s head has values that are not finite</source>
        <translation>影像閘門的分類頭有非有限的值</translation>
    </message>
    <message>
        <source>the film gate&apos;s mean and whitening do not fit together</source>
        <translation>影像閘門的平均值與白化矩陣不符</translation>
    </message>
    <message>
        <source>the film gate&apos;s threshold must be positive</source>
        <translation>影像閘門的閾值必須為正</translation>
    </message>
    <message>
        <source>the film gate&apos;s weights do not fit its mean and parts</source>
        <translation>影像閘門的權重與其平均值及部位不符</translation>
    </message>
    <message>
        <source>the graph&apos;s SHA-256 is missing</source>
        <translation>缺少圖的 SHA-256</translation>
    </message>
    <message>
        <source>the input must have 1 or 3 channels</source>
        <translation>輸入必須有 1 或 3 個通道</translation>
    </message>
    <message>
        <source>the input needs a name</source>
        <translation>輸入需要名稱</translation>
    </message>
    <message>
        <source>the level of its class sets must lie between 0 and 1</source>
        <translation>其類別集合的水準必須介於 0 與 1 之間</translation>
    </message>
    <message>
        <source>the licences of the training data must be a list of texts</source>
        <translation>訓練資料的授權必須是文字清單</translation>
    </message>
    <message>
        <source>the limits of its class sets must lie in 0..1</source>
        <translation>其類別集合的界限必須在 0..1 之間</translation>
    </message>
    <message>
        <source>the line crosses itself: no area</source>
        <translation>線條自我交叉：無面積</translation>
    </message>
    <message>
        <source>the network folder is not there any more</source>
        <translation>網路資料夾已不存在</translation>
    </message>
    <message>
        <source>the network is unreachable</source>
        <translation>網路無法連線</translation>
    </message>
    <message>
        <source>the newest rows of {table} are missing</source>
        <translation>{table} 的最新資料列遺失</translation>
    </message>
    <message>
        <source>the note of its newest step, kept outside the store, cannot be read</source>
        <translation>存於儲存庫之外的最新步驟記錄無法讀取</translation>
    </message>
    <message>
        <source>the overlays of its file are left out: they are neither drawn nor burned in</source>
        <translation>檔案的疊加層已略去：既不繪出也不燒錄</translation>
    </message>
    <message>
        <source>the percentiles must rise within 0..100</source>
        <translation>百分位數必須在 0..100 內遞增</translation>
    </message>
    <message>
        <source>the secret of the pseudonyms was changed</source>
        <translation>假名的密鑰已被更改</translation>
    </message>
    <message>
        <source>the side margin must lie in 0.5..1</source>
        <translation>側別界限必須在 0.5..1 之間</translation>
    </message>
    <message>
        <source>the standard deviation must be positive</source>
        <translation>標準差必須為正</translation>
    </message>
    <message>
        <source>the system refused</source>
        <translation>系統拒絕</translation>
    </message>
    <message>
        <source>the temperature must lie in 0.01..100</source>
        <translation>溫度必須在 0.01..100 之間</translation>
    </message>
    <message>
        <source>the verdict must be a text</source>
        <translation>判定必須是文字</translation>
    </message>
    <message>
        <source>the words of its report are not short texts</source>
        <translation>其報告的詞彙不是簡短文字</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>沒有這個檔案或資料夾</translation>
    </message>
    <message>
        <source>there is no way to this machine</source>
        <translation>沒有通往這台電腦的路徑</translation>
    </message>
    <message>
        <source>these points make no arch</source>
        <translation>這些點不成弧線</translation>
    </message>
    <message>
        <source>thoracic spine</source>
        <translation>胸椎</translation>
    </message>
    <message>
        <source>thorax</source>
        <translation>胸廓</translation>
    </message>
    <message>
        <source>thumb</source>
        <translation>拇指</translation>
    </message>
    <message>
        <source>tibia</source>
        <translation>脛骨</translation>
    </message>
    <message>
        <source>title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>toe</source>
        <translation>腳趾</translation>
    </message>
    <message>
        <source>tomography of an eye</source>
        <translation>眼部斷層影像</translation>
    </message>
    <message>
        <source>too many files are open</source>
        <translation>開啟的檔案過多</translation>
    </message>
    <message>
        <source>training films, edition and opset must be whole numbers</source>
        <translation>訓練影像數、版本與 opset 必須是整數</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>two film checks have the same name</source>
        <translation>有兩個影像檢查項目同名</translation>
    </message>
    <message>
        <source>two operating points have the same name</source>
        <translation>有兩個操作點同名</translation>
    </message>
    <message>
        <source>two patients share the UID of its study, so it leaves without identifiers only</source>
        <translation>兩位病人共用其檢查的 UID，因此只能不含識別資料匯出</translation>
    </message>
    <message>
        <source>ulna</source>
        <translation>尺骨</translation>
    </message>
    <message>
        <source>ultrasound image</source>
        <translation>超音波影像</translation>
    </message>
    <message>
        <source>use is {use}.</source>
        <translation>use 為 {use}。</translation>
    </message>
    <message>
        <source>wants a user name and password, or does not know these</source>
        <translation>要求使用者名稱與密碼，或不認得所給的</translation>
    </message>
    <message>
        <source>whether it was trained on synthetic films must be true or false</source>
        <translation>是否以合成影像訓練必須為 true 或 false</translation>
    </message>
    <message>
        <source>which of its films are synthetic is none of the kinds that are known</source>
        <translation>標示哪些影像為合成的值不屬於已知種類</translation>
    </message>
    <message>
        <source>who signed it is not shown</source>
        <translation>未顯示簽署者</translation>
    </message>
    <message>
        <source>wrist</source>
        <translation>腕部</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>your share of the disk is used up</source>
        <translation>您的磁碟配額已用盡</translation>
    </message>
    <message>
        <source>zygoma</source>
        <translation>顴骨</translation>
    </message>
    <message>
        <source>{ao_class} is no reference standard.</source>
        <translation>{ao_class} 不是參考標準。</translation>
    </message>
    <message>
        <source>{area:.0f} mm²</source>
        <translation>{area:.0f} mm²</translation>
    </message>
    <message>
        <source>{arms} arms, {readers} readers and {cases} cases are more than a study holds.</source>
        <translation>{arms} 組、{readers} 位閱片者與 {cases} 個病例超出一項研究的容量。</translation>
    </message>
    <message>
        <source>{columns:.0f} px</source>
        <translation>{columns:.0f} px</translation>
    </message>
    <message>
        <source>{columns:.0f} px ({mm}, {origin})</source>
        <translation>{columns:.0f} px（{mm}，{origin}）</translation>
    </message>
    <message>
        <source>{columns:.1f} mm</source>
        <translation>{columns:.1f} mm</translation>
    </message>
    <message>
        <source>{count:.0f} px</source>
        <translation>{count:.0f} px</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>另有 {count} 個</translation>
    </message>
    <message>
        <source>{engine} does not run this model here; {usual} is used.</source>
        <translation>{engine} 無法在此執行這個模型；改用 {usual}。</translation>
    </message>
    <message>
        <source>{engine} is not used: it agrees with {usual} but is not faster here ({ms:.0f} against {usual_ms:.0f} ms a film).</source>
        <translation>不使用 {engine}：與 {usual} 結果一致，但在此並不較快（每張影像 {ms:.0f} ms，相對於 {usual_ms:.0f} ms）。</translation>
    </message>
    <message>
        <source>{engine} is used: on {inputs} probe films no probability moved by more than {worst:.4f} from {usual}, no answer changed, and a film takes {ms:.0f} ms instead of {usual_ms:.0f}.</source>
        <translation>使用 {engine}：在 {inputs} 張測試影像上，機率與 {usual} 相差不超過 {worst:.4f}，沒有回答改變，每張影像需 {ms:.0f} ms 而非 {usual_ms:.0f} ms。</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first}和{last}</translation>
    </message>
    <message>
        <source>{names} are both installed and overwrite one another: uninstall both, then install one.</source>
        <translation>{names} 同時安裝且互相覆寫：請全部解除安裝後再安裝其中一個。</translation>
    </message>
    <message>
        <source>{name} is {value:g}.</source>
        <translation>{name}為 {value:g}。</translation>
    </message>
    <message>
        <source>{name} on {test}: {old} becomes {new}.</source>
        <translation>{test} 上的 {name}：{old} 變為 {new}。</translation>
    </message>
    <message>
        <source>{old:.3f} becomes {new:.3f}</source>
        <translation>{old:.3f} 變為 {new:.3f}</translation>
    </message>
    <message>
        <source>{port} is no port.</source>
        <translation>{port} 不是連接埠。</translation>
    </message>
    <message>
        <source>{provider} could not start; using the CPU.</source>
        <translation>{provider} 無法啟動；改用 CPU。</translation>
    </message>
    <message>
        <source>{provider} could not start; using the next.</source>
        <translation>{provider} 無法啟動；改用下一個。</translation>
    </message>
    <message>
        <source>{provider} failed while running; using the CPU.</source>
        <translation>{provider} 執行中失敗；改用 CPU。</translation>
    </message>
    <message>
        <source>{provider} gave another answer than the model&apos;s card; not used.</source>
        <translation>{provider} 的結果與模型卡不同；不予使用。</translation>
    </message>
    <message>
        <source>{reason} Look at the film with more care.</source>
        <translation>{reason}請更仔細查看影像。</translation>
    </message>
    <message>
        <source>{settled} had gone on in both stores: the later answer counts.</source>
        <translation>{settled} 筆在兩個儲存庫中都有後續：以較晚的回答為準。</translation>
    </message>
    <message>
        <source>{side} Shenton: neck {length} above the arc</source>
        <translation>{side} Shenton 線：股骨頸高於弧線 {length}</translation>
    </message>
    <message>
        <source>{side} Shenton: neck {length} below the arc</source>
        <translation>{side} Shenton 線：股骨頸低於弧線 {length}</translation>
    </message>
    <message>
        <source>{side} Tönnis {angle:.1f}°</source>
        <translation>{side} Tönnis 角 {angle:.1f}°</translation>
    </message>
    <message>
        <source>{side} acetabular index {angle:.1f}°</source>
        <translation>{side} 髖臼指數 {angle:.1f}°</translation>
    </message>
    <message>
        <source>{side} centre-edge {angle:.1f}°</source>
        <translation>{side} 中心邊緣角 {angle:.1f}°</translation>
    </message>
    <message>
        <source>{side} neck-shaft {angle:.1f}°</source>
        <translation>{side} 頸幹角 {angle:.1f}°</translation>
    </message>
    <message>
        <source>{side} offset {length}</source>
        <translation>{side} 偏距 {length}</translation>
    </message>
    <message>
        <source>{store} cannot be written.</source>
        <translation>{store}無法寫入。</translation>
    </message>
    <message>
        <source>{store} could not be opened.</source>
        <translation>{store}無法開啟。</translation>
    </message>
    <message>
        <source>{store} could not be reached ({reason}).</source>
        <translation>{store}無法存取（{reason}）。</translation>
    </message>
    <message>
        <source>{store} is damaged; it was left as it is ({detail}).</source>
        <translation>{store}已損壞；維持原狀（{detail}）。</translation>
    </message>
    <message>
        <source>{store} is damaged; it was left as it is.</source>
        <translation>{store}已損壞；維持原狀。</translation>
    </message>
    <message>
        <source>{store} is in use by another program.</source>
        <translation>{store}正由另一個程式使用。</translation>
    </message>
    <message>
        <source>{store} was changed outside the program: {what}.</source>
        <translation>{store}在程式之外被更改：{what}。</translation>
    </message>
    <message>
        <source>{subject} is missing</source>
        <translation>{subject} 遺失</translation>
    </message>
    <message>
        <source>{subject} is not in the audit chain</source>
        <translation>{subject} 不在稽核鏈中</translation>
    </message>
    <message>
        <source>{subject} was changed</source>
        <translation>{subject} 已被更改</translation>
    </message>
    <message>
        <source>{text} is no side.</source>
        <translation>{text} 不是側別。</translation>
    </message>
    <message>
        <source>{value:.3f} ({low:.3f} to {high:.3f})</source>
        <translation>{value:.3f}（{low:.3f} 至 {high:.3f}）</translation>
    </message>
    <message>
        <source>{what} could not be read or written ({reason}).</source>
        <translation>無法讀寫 {what}（{reason}）。</translation>
    </message>
    <message>
        <source>{what} could not be written ({reason}).</source>
        <translation>無法寫入 {what}（{reason}）。</translation>
    </message>
    <message>
        <source>{what} is not what was written</source>
        <translation>{what}與寫入時不符</translation>
    </message>
    <message>
        <source>{where} answers with more than any question asks for.</source>
        <translation>{where} 的回應超出任何查詢所需。</translation>
    </message>
    <message>
        <source>{where} cannot be reached ({reason}).</source>
        <translation>無法連上 {where}（{reason}）。</translation>
    </message>
    <message>
        <source>{where} cannot be reached.</source>
        <translation>無法連上 {where}。</translation>
    </message>
    <message>
        <source>{where} changed values of 1 object when it stored it (status B000).</source>
        <translation>{where} 儲存 1 個物件時更改了其中的值（狀態 B000）。</translation>
    </message>
    <message>
        <source>{where} changed values of {count} objects when it stored them (status B000).</source>
        <translation>{where} 儲存 {count} 個物件時更改了其中的值（狀態 B000）。</translation>
    </message>
    <message>
        <source>{where} could not send 1 object.</source>
        <translation>{where} 有 1 個物件無法送出。</translation>
    </message>
    <message>
        <source>{where} could not send {count} objects.</source>
        <translation>{where} 無法傳送 {count} 個物件。</translation>
    </message>
    <message>
        <source>{where} did not agree to an association.</source>
        <translation>{where} 未同意建立連線（association）。</translation>
    </message>
    <message>
        <source>{where} did not agree to any service or kind of object that was asked for.</source>
        <translation>{where} 不同意所要求的任何服務或物件種類。</translation>
    </message>
    <message>
        <source>{where} did not answer in time.</source>
        <translation>{where} 未及時回應。</translation>
    </message>
    <message>
        <source>{where} did not take the object and gives no reason.</source>
        <translation>{where} 未接受物件，也未說明原因。</translation>
    </message>
    <message>
        <source>{where} does not answer as a DICOMweb service.</source>
        <translation>{where} 未以 DICOMweb 服務回應。</translation>
    </message>
    <message>
        <source>{where} does not know where {our_title} is.</source>
        <translation>{where} 不知道 {our_title} 在何處。</translation>
    </message>
    <message>
        <source>{where} does not offer {service}.</source>
        <translation>{where} 不提供 {service}。</translation>
    </message>
    <message>
        <source>{where} does not speak TLS as asked.</source>
        <translation>{where} 未依要求使用 TLS。</translation>
    </message>
    <message>
        <source>{where} does not take this kind of object.</source>
        <translation>{where} 不接受此種物件。</translation>
    </message>
    <message>
        <source>{where} does not take this way of compression.</source>
        <translation>{where} 不接受此種壓縮方式。</translation>
    </message>
    <message>
        <source>{where} ended after {done} of the announced {announced}, as if all had been sent.</source>
        <translation>{where} 宣告 {announced} 個，卻在 {done} 個之後結束，彷彿已全數送出。</translation>
    </message>
    <message>
        <source>{where} ended the connection while it was asked.</source>
        <translation>{where} 在詢問途中中斷了連線。</translation>
    </message>
    <message>
        <source>{where} ended the connection.</source>
        <translation>{where} 中斷了連線。</translation>
    </message>
    <message>
        <source>{where} ended with a warning (status {status:04X}); how many objects are missing is not said.</source>
        <translation>{where} 以警告結束（狀態 {status:04X}）；未說明缺少多少物件。</translation>
    </message>
    <message>
        <source>{where} has an unknown key: {names}.</source>
        <translation>{where} 有未知的鍵：{names}。</translation>
    </message>
    <message>
        <source>{where} is not a table.</source>
        <translation>{where} 不是表格。</translation>
    </message>
    <message>
        <source>{where} lacks the key {key}.</source>
        <translation>{where} 缺少鍵 {key}。</translation>
    </message>
    <message>
        <source>{where} left out elements of 1 object when it stored it (status B006).</source>
        <translation>{where} 儲存 1 個物件時略去了部分資料元素（狀態 B006）。</translation>
    </message>
    <message>
        <source>{where} left out elements of {count} objects when it stored them (status B006).</source>
        <translation>{where} 儲存 {count} 個物件時略去了部分資料元素（狀態 B006）。</translation>
    </message>
    <message>
        <source>{where} redirects to another address, and Shenton does not follow.</source>
        <translation>{where} 轉向其他位址，Shenton 不會跟隨。</translation>
    </message>
    <message>
        <source>{where} refused the connection.</source>
        <translation>{where} 拒絕連線。</translation>
    </message>
    <message>
        <source>{where} sent a part of the object only (HTTP 206).</source>
        <translation>{where} 只傳來物件的一部分（HTTP 206）。</translation>
    </message>
    <message>
        <source>{where} sent nothing in place of the object.</source>
        <translation>{where} 未傳來物件，只有空的回應。</translation>
    </message>
    <message>
        <source>{where} stored 1 object though it does not fit its kind (status B007).</source>
        <translation>{where} 儲存了 1 個物件，但它不符合其種類（狀態 B007）。</translation>
    </message>
    <message>
        <source>{where} stored 1 object with a warning (status {status:04X}).</source>
        <translation>{where} 儲存了 1 個物件，但有警告（狀態 {status:04X}）。</translation>
    </message>
    <message>
        <source>{where} stored {count} objects though they do not fit their kinds (status B007).</source>
        <translation>{where} 儲存了 {count} 個物件，但它們不符合其種類（狀態 B007）。</translation>
    </message>
    <message>
        <source>{where} stored {count} objects with a warning (status {status:04X}).</source>
        <translation>{where} 儲存了 {count} 個物件，但有警告（狀態 {status:04X}）。</translation>
    </message>
    <message>
        <source>{where} {what} (HTTP {code}).</source>
        <translation>{where} {what}（HTTP {code}）。</translation>
    </message>
    <message>
        <source>{where} {what} (status {status:04X}).</source>
        <translation>{where} {what}（狀態 {status:04X}）。</translation>
    </message>
    <message>
        <source>{where}: {key} is not {what}.</source>
        <translation>{where}：{key} 不是{what}。</translation>
    </message>
    <message>
        <source>{years} is no number of years.</source>
        <translation>{years} 不是年數。</translation>
    </message>
    <message>
        <source>“shenton doctor” tells what is missing from this installation.</source>
        <translation>執行「shenton doctor」可得知此安裝缺少什麼。</translation>
    </message>
    <message>
        <source>“{title}” is no AE title.</source>
        <translation>「{title}」不是 AE title。</translation>
    </message>
    <message>
        <source>{model}, threshold {threshold:.2f}</source>
        <translation>{model}，閾值 {threshold:.2f}</translation>
    </message>
    <message>
        <source>stretched to this film</source>
        <translation>已延展至此影像</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Measures of the hip</source>
        <translation>髖部測量</translation>
    </message>
    <message>
        <source>More tools</source>
        <translation>更多工具</translation>
    </message>
    <message>
        <source>Objects that failed</source>
        <translation>失敗的物件</translation>
    </message>
    <message>
        <source>without a UID</source>
        <translation>沒有 UID</translation>
    </message>
    <message>
        <source>pelvic line: lower end of one teardrop</source>
        <translation>骨盆線：一側淚滴下端</translation>
    </message>
    <message>
        <source>pelvic line: lower end of the other teardrop</source>
        <translation>骨盆線：另一側淚滴下端</translation>
    </message>
    <message>
        <source>one end</source>
        <translation>一端</translation>
    </message>
    <message>
        <source>other end</source>
        <translation>另一端</translation>
    </message>
    <message>
        <source>Distance of two points.</source>
        <translation>兩點之間的距離。</translation>
    </message>
    <message>
        <source>one arm</source>
        <translation>一邊</translation>
    </message>
    <message>
        <source>corner</source>
        <translation>頂點</translation>
    </message>
    <message>
        <source>other arm</source>
        <translation>另一邊</translation>
    </message>
    <message>
        <source>Angle at the corner.</source>
        <translation>頂點處的角度。</translation>
    </message>
    <message>
        <source>middle of the head</source>
        <translation>股骨頭中心</translation>
    </message>
    <message>
        <source>middle of the neck</source>
        <translation>股骨頸中心</translation>
    </message>
    <message>
        <source>shaft above</source>
        <translation>骨幹上方</translation>
    </message>
    <message>
        <source>shaft below</source>
        <translation>骨幹下方</translation>
    </message>
    <message>
        <source>Between the axis of the femoral neck and that of the shaft.</source>
        <translation>股骨頸軸與骨幹軸的夾角。</translation>
    </message>
    <message>
        <source>rim</source>
        <translation>圓周</translation>
    </message>
    <message>
        <source>Diameter of the circle through three points.</source>
        <translation>通過三點之圓的直徑。</translation>
    </message>
    <message>
        <source>corner of the box</source>
        <translation>方框的一角</translation>
    </message>
    <message>
        <source>opposite corner</source>
        <translation>對角</translation>
    </message>
    <message>
        <source>Ellipse in the box: mean and deviation of its values, its area.</source>
        <translation>方框內的橢圓：其值的平均與標準差，以及面積。</translation>
    </message>
    <message>
        <source>draw around it, or click corner by corner; the first corner or a double click closes</source>
        <translation>沿邊緣繪製，或逐一點選各角；點第一個角或按兩下即封閉</translation>
    </message>
    <message>
        <source>Area inside a line drawn by hand.</source>
        <translation>手繪線內的面積。</translation>
    </message>
    <message>
        <source>centre of the femoral head</source>
        <translation>股骨頭中心</translation>
    </message>
    <message>
        <source>lateral edge of the roof</source>
        <translation>髖臼頂外側緣</translation>
    </message>
    <message>
        <source>Between the perpendicular to the pelvic line through the head&apos;s centre and the line from there to the lateral edge of the roof; negative where the edge lies medial.</source>
        <translation>通過股骨頭中心且垂直於骨盆線的線，與由中心至髖臼頂外側緣連線的夾角；外側緣位於內側時為負值。</translation>
    </message>
    <message>
        <source>medial end of the weight-bearing roof</source>
        <translation>負重區髖臼頂內側端</translation>
    </message>
    <message>
        <source>lateral end of the roof</source>
        <translation>髖臼頂外側端</translation>
    </message>
    <message>
        <source>Tönnis angle (acetabular inclination): between the pelvic line and the line along the weight-bearing roof; positive where its lateral end lies higher.</source>
        <translation>Tönnis 角（髖臼傾斜角）：骨盆線與沿負重區髖臼頂連線的夾角；外側端較高時為正值。</translation>
    </message>
    <message>
        <source>triradiate cartilage of one side</source>
        <translation>一側的三叉軟骨</translation>
    </message>
    <message>
        <source>triradiate cartilage of the other side</source>
        <translation>另一側的三叉軟骨</translation>
    </message>
    <message>
        <source>Growing hip: between Hilgenreiner&apos;s line and the line from the cartilage to the roof&apos;s edge.</source>
        <translation>成長中的髖部：Hilgenreiner 線與由軟骨至髖臼頂外緣連線的夾角。</translation>
    </message>
    <message>
        <source>highest point of one iliac crest</source>
        <translation>一側髂嵴最高點</translation>
    </message>
    <message>
        <source>highest point of the other iliac crest</source>
        <translation>另一側髂嵴最高點</translation>
    </message>
    <message>
        <source>Between the line through the same point of both sides and the film&apos;s horizontal, and how much lower one side lies. The film&apos;s edge is level only where the patient stood.</source>
        <translation>兩側同一點的連線與影像水平線的夾角，以及一側低多少。只有病人站立時，影像邊緣才代表水平。</translation>
    </message>
    <message>
        <source>middle of the sacrococcygeal joint</source>
        <translation>薦尾關節中央</translation>
    </message>
    <message>
        <source>upper border of the symphysis, middle</source>
        <translation>恥骨聯合上緣中央</translation>
    </message>
    <message>
        <source>Signs of pelvic tilt and rotation: how far the symphysis lies below the sacrococcygeal joint, perpendicular to the pelvic line, and how far beside it.</source>
        <translation>骨盆前後傾與旋轉的徵象：恥骨聯合垂直於骨盆線在薦尾關節下方多遠，以及偏離多少。</translation>
    </message>
    <message>
        <source>one obturator foramen: medial end of its greatest width</source>
        <translation>一側閉孔：最寬處的內側端</translation>
    </message>
    <message>
        <source>lateral end</source>
        <translation>外側端</translation>
    </message>
    <message>
        <source>the other foramen: medial end</source>
        <translation>另一側閉孔：內側端</translation>
    </message>
    <message>
        <source>Sign of rotation: width of the right obturator foramen over the left; 1 without rotation.</source>
        <translation>旋轉的徵象：右側閉孔寬度除以左側；無旋轉時為 1。</translation>
    </message>
    <message>
        <source>lesser trochanter of one side</source>
        <translation>一側小轉子</translation>
    </message>
    <message>
        <source>lesser trochanter of the other side</source>
        <translation>另一側小轉子</translation>
    </message>
    <message>
        <source>From the teardrop line to the most medial point of each lesser trochanter, perpendicular; the difference is that of the legs as far as it arises at the hip.</source>
        <translation>由淚滴線至各側小轉子最內側點的垂直距離；其差為源自髖部的腿長差。</translation>
    </message>
    <message>
        <source>shaft axis above</source>
        <translation>骨幹軸上方</translation>
    </message>
    <message>
        <source>shaft axis below</source>
        <translation>骨幹軸下方</translation>
    </message>
    <message>
        <source>From the head&apos;s centre, perpendicular, to the axis of the shaft. A leg turned outwards shows less.</source>
        <translation>由股骨頭中心至骨幹軸的垂直距離。腿外旋時測得值較小。</translation>
    </message>
    <message>
        <source>lower border of the pubic ramus, medial</source>
        <translation>恥骨支下緣，內側</translation>
    </message>
    <message>
        <source>same border, middle</source>
        <translation>同一邊緣，中間</translation>
    </message>
    <message>
        <source>same border, lateral</source>
        <translation>同一邊緣，外側</translation>
    </message>
    <message>
        <source>medial border of the femoral neck, next to the ramus</source>
        <translation>股骨頸內側緣，靠近恥骨支</translation>
    </message>
    <message>
        <source>same border, lower down</source>
        <translation>同一邊緣，較下方</translation>
    </message>
    <message>
        <source>Arc of the ramus, continued to the neck, and how far the neck lies above or below it. Shenton&apos;s line is no true circle: look at the step, not at the millimetre.</source>
        <translation>恥骨支的弧線延伸至股骨頸，以及股骨頸高於或低於弧線多少。Shenton 線並非正圓：請看落差，而非毫米數。</translation>
    </message>
    <message>
        <source>where the text stands</source>
        <translation>文字的位置</translation>
    </message>
    <message>
        <source>A text; it never leaves Shenton.</source>
        <translation>文字；不會離開 Shenton。</translation>
    </message>
    <message>
        <source>tail</source>
        <translation>尾端</translation>
    </message>
    <message>
        <source>tip</source>
        <translation>尖端</translation>
    </message>
    <message>
        <source>An arrow; it never leaves Shenton.</source>
        <translation>箭頭；不會離開 Shenton。</translation>
    </message>
    <message>
        <source>{definition} Source: {source}.</source>
        <translation>{definition}來源：{source}。</translation>
    </message>
    <message>
        <source>Text on the film</source>
        <translation>影像上的文字</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>It stays on this computer: no export and no report holds it.</source>
        <translation>只留在本機：匯出與報告都不含此文字。</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>無日期</translation>
    </message>
    <message>
        <source>{films}, {unread} unread</source>
        <translation>{films}，未判讀 {unread}</translation>
    </message>
    <message>
        <source>{unread} unread</source>
        <translation>未判讀 {unread}</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>最近的資料夾</translation>
    </message>
    <message>
        <source>No other film of the list is unread.</source>
        <translation>清單中沒有其他未判讀的影像。</translation>
    </message>
    <message>
        <source>Another list is open.</source>
        <translation>已開啟另一份清單。</translation>
    </message>
    <message>
        <source>Back to the former list</source>
        <translation>回到先前的清單</translation>
    </message>
    <message>
        <source>No longer there since last time: {name}</source>
        <translation>上次開啟的內容已不存在：{name}</translation>
    </message>
    <message>
        <source>Restore the list</source>
        <translation>復原已清除的資料夾</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>清除這些</translation>
    </message>
    <message>
        <source>Cleared. File, Recent folders restores them until the program ends.</source>
        <translation>已清除。在結束程式之前，可由「檔案」的「最近的資料夾」復原。</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>尚無</translation>
    </message>
    <message>
        <source>Pelvis, frontal. {finding}
{measures}
{certainty}
{quality}</source>
        <translation>骨盆正面。{finding}
{measures}
{certainty}
{quality}</translation>
    </message>
    <message>
        <source>Film beside the main one</source>
        <translation>主影像旁的影像</translation>
    </message>
    <message>
        <source>Drag a film here from the worklist.</source>
        <translation>請從工作清單將影像拖到此處。</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>連動</translation>
    </message>
    <message>
        <source>Take this film off</source>
        <translation>移除此影像</translation>
    </message>
    <message>
        <source>ANOTHER PATIENT&apos;S FILM. Links are off.</source>
        <translation>這是其他病人的影像。連動已關閉。</translation>
    </message>
    <message>
        <source>The film that you read</source>
        <translation>您正在判讀的影像</translation>
    </message>
    <message>
        <source>No other film of this patient is known; drag one into a pane.</source>
        <translation>找不到此病人的其他影像；請將影像拖到格中。</translation>
    </message>
    <message>
        <source>No pane is left for {films}.</source>
        <translation>沒有剩餘的窗格可放{films}。</translation>
    </message>
    <message>
        <source>Taken off: {name}</source>
        <translation>已移除：{name}</translation>
    </message>
    <message>
        <source>You look at each film for burned-in text before it leaves; what you cover then is black in the files.</source>
        <translation>送出前您將逐張檢視影像中是否有燒錄的文字；屆時遮住之處在檔案中會塗黑。</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>將寫出的內容</translation>
    </message>
    <message>
        <source>Files of the first reading</source>
        <translation>第一筆判讀的檔案</translation>
    </message>
    <message>
        <source>What stands in the file</source>
        <translation>檔案的內容</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>正在準備…</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有檔案</translation>
    </message>
    <message>
        <source>The first reading&apos;s files, as they will be</source>
        <translation>第一筆判讀的檔案，與寫出時相同</translation>
    </message>
    <message>
        <source>Copied as shown, with the patient&apos;s name.</source>
        <translation>已依畫面複製，含病人姓名。</translation>
    </message>
    <message>
        <source>Copied without names, texts and overlays; what is burned into the film stays on it.</source>
        <translation>已複製，不含姓名、文字與疊加層；燒錄在影像中的內容仍保留。</translation>
    </message>
    <message>
        <source>Another film was opened; nothing was printed.</source>
        <translation>已開啟另一張影像；未列印。</translation>
    </message>
    <message>
        <source>It could not be printed: printer or file cannot be written to.</source>
        <translation>無法列印：印表機或檔案無法寫入。</translation>
    </message>
    <message>
        <source>Printed as shown.</source>
        <translation>已依畫面列印。</translation>
    </message>
    <message>
        <source>★ Key image</source>
        <translation>★ 關鍵影像</translation>
    </message>
    <message>
        <source>Your confirmed answer was taken back.</source>
        <translation>已收回您確認的回答。</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>恢復</translation>
    </message>
    <message>
        <source>Your answer begins empty.</source>
        <translation>您的回答從空白開始。</translation>
    </message>
    <message>
        <source>{marks} removed.</source>
        <translation>已移除 {marks}。</translation>
    </message>
    <message>
        <source>Zoom and turn</source>
        <translation>縮放與旋轉</translation>
    </message>
    <message>
        <source>Read this film</source>
        <translation>判讀此影像</translation>
    </message>
    <message>
        <source>Show it beside the film</source>
        <translation>顯示於影像旁</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>開啟其資料夾</translation>
    </message>
    <message>
        <source>To the model&apos;s answer</source>
        <translation>前往模型的答案</translation>
    </message>
</context>
</TS>
