<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name></name>
    <message>
        <source>Shenton could not start ({error}).</source>
        <translation>Shenton을 시작할 수 없습니다({error}).</translation>
    </message>
    <message>
        <source>Bad settings were replaced by the usual ones: {names}.</source>
        <translation>잘못된 설정을 기본값으로 바꾸었습니다: {names}.</translation>
    </message>
    <message>
        <source>left hip</source>
        <translation>왼쪽 고관절</translation>
    </message>
    <message>
        <source>right hip</source>
        <translation>오른쪽 고관절</translation>
    </message>
    <message>
        <source>both hips</source>
        <translation>양쪽 고관절</translation>
    </message>
    <message>
        <source>side uncertain</source>
        <translation>좌우 불확실</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Indeterminate</source>
        <translation>불확정</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>판독 불가</translation>
    </message>
    <message>
        <source>AO/OTA class open</source>
        <translation>AO/OTA 분류 미정</translation>
    </message>
    <message>
        <source>normal {p} · threshold {threshold:.2f}</source>
        <translation>정상 {p} · 임계값 {threshold:.2f}</translation>
    </message>
    <message>
        <source>AO/OTA class open · threshold {threshold:.2f}</source>
        <translation>AO/OTA 분류 미정 · 임계값 {threshold:.2f}</translation>
    </message>
    <message>
        <source>AO/OTA {name} {p} · threshold {threshold:.2f}</source>
        <translation>AO/OTA {name} {p} · 임계값 {threshold:.2f}</translation>
    </message>
    <message>
        <source>The side is uncertain</source>
        <translation>좌우를 정할 수 없음</translation>
    </message>
    <message>
        <source>No fracture found</source>
        <translation>골절 소견 없음</translation>
    </message>
    <message>
        <source>Fracture likely</source>
        <translation>골절 가능성 높음</translation>
    </message>
    <message>
        <source>Fracture possible</source>
        <translation>골절 가능성 있음</translation>
    </message>
    <message>
        <source>Fracture likely from {high:.2f}; below, no fracture found.</source>
        <translation>{high:.2f} 이상이면 골절 가능성 높음, 그 미만이면 골절 소견 없음.</translation>
    </message>
    <message>
        <source>Fracture likely from {high:.2f}, possible from {low:.2f}; below, no fracture found.</source>
        <translation>{high:.2f} 이상이면 골절 가능성 높음, {low:.2f} 이상이면 골절 가능성 있음, 그 미만이면 골절 소견 없음.</translation>
    </message>
    <message>
        <source>The map points to the right hip</source>
        <translation>히트맵이 오른쪽 고관절을 가리킴</translation>
    </message>
    <message>
        <source>The map points to the left hip</source>
        <translation>히트맵이 왼쪽 고관절을 가리킴</translation>
    </message>
    <message>
        <source>The map points to both hips</source>
        <translation>히트맵이 양쪽 고관절을 가리킴</translation>
    </message>
    <message>
        <source>The map points mostly to the right hip</source>
        <translation>히트맵이 주로 오른쪽 고관절을 가리킴</translation>
    </message>
    <message>
        <source>The map points mostly to the left hip</source>
        <translation>히트맵이 주로 왼쪽 고관절을 가리킴</translation>
    </message>
    <message>
        <source>Weak map: {share} of the scale</source>
        <translation>약한 히트맵: 척도의 {share}</translation>
    </message>
    <message>
        <source>Map: {share} of the scale</source>
        <translation>히트맵: 척도의 {share}</translation>
    </message>
    <message>
        <source>Threshold “{name}”: {threshold:.3f}, set on {set_on} ({films})</source>
        <translation>임계값 “{name}”: {threshold:.3f}, 설정 자료: {set_on}({films})</translation>
    </message>
    <message>
        <source>fracture or not</source>
        <translation>골절 여부</translation>
    </message>
    <message>
        <source>A (trochanteric)</source>
        <translation>A (전자부)</translation>
    </message>
    <message>
        <source>B (neck)</source>
        <translation>B (경부)</translation>
    </message>
    <message>
        <source>class {name}</source>
        <translation>분류 {name}</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>답함</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>수정됨</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>brought back</source>
        <translation>되살림</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 언어</translation>
    </message>
    <message>
        <source>fracture</source>
        <translation>골절</translation>
    </message>
    <message>
        <source>no fracture</source>
        <translation>골절 없음</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>답 없음</translation>
    </message>
    <message>
        <source>{films} on this computer had been changed or lost and were restored from the pack.</source>
        <translation>이 컴퓨터의 {films}이 바뀌었거나 없어져 팩에서 복원했습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s verdict, frozen when the study was locked: {rule}</source>
        <translation>연구를 잠글 때 고정된 모델의 판정 기준: {rule}</translation>
    </message>
    <message>
        <source>Not answered: {reason}</source>
        <translation>답하지 않음: {reason}</translation>
    </message>
    <message>
        <source>{count} answer</source>
        <translation>답 {count}개</translation>
    </message>
    <message>
        <source>{count} answers</source>
        <translation>답 {count}개</translation>
    </message>
    <message>
        <source>{count} box</source>
        <translation>박스 {count}개</translation>
    </message>
    <message>
        <source>{count} boxes</source>
        <translation>박스 {count}개</translation>
    </message>
    <message>
        <source>{count} day</source>
        <translation>{count}일</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count}일</translation>
    </message>
    <message>
        <source>{count} dashed place</source>
        <translation>점선 자리 {count}곳</translation>
    </message>
    <message>
        <source>{count} dashed places</source>
        <translation>점선 자리 {count}곳</translation>
    </message>
    <message>
        <source>{count} file</source>
        <translation>파일 {count}개</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>파일 {count}개</translation>
    </message>
    <message>
        <source>{count} film</source>
        <translation>영상 {count}장</translation>
    </message>
    <message>
        <source>{count} films</source>
        <translation>영상 {count}장</translation>
    </message>
    <message>
        <source>{count} mark</source>
        <translation>표시 {count}개</translation>
    </message>
    <message>
        <source>{count} marks</source>
        <translation>표시 {count}개</translation>
    </message>
    <message>
        <source>{count} object</source>
        <translation>객체 {count}개</translation>
    </message>
    <message>
        <source>{count} objects</source>
        <translation>객체 {count}개</translation>
    </message>
    <message>
        <source>{count} pack</source>
        <translation>팩 {count}개</translation>
    </message>
    <message>
        <source>{count} packs</source>
        <translation>팩 {count}개</translation>
    </message>
    <message>
        <source>{count} patient</source>
        <translation>환자 {count}명</translation>
    </message>
    <message>
        <source>{count} patients</source>
        <translation>환자 {count}명</translation>
    </message>
    <message>
        <source>{count} reader</source>
        <translation>판독자 {count}명</translation>
    </message>
    <message>
        <source>{count} readers</source>
        <translation>판독자 {count}명</translation>
    </message>
    <message>
        <source>{count} reading</source>
        <translation>판독 {count}건</translation>
    </message>
    <message>
        <source>{count} readings</source>
        <translation>판독 {count}건</translation>
    </message>
    <message>
        <source>{count} study</source>
        <translation>검사 {count}건</translation>
    </message>
    <message>
        <source>{count} studies</source>
        <translation>검사 {count}건</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>{words}.</source>
        <translation>{words}.</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>“{words}”</translation>
    </message>
    <message>
        <source>An error inside the program.</source>
        <translation>프로그램 내부 오류입니다.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Reading</source>
        <translation>판독(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>모델(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Hip</source>
        <translation>고관절</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>분류</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>좌우</translation>
    </message>
    <message>
        <source>Remarks on the film</source>
        <translation>영상에 대한 의견</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>휠</translation>
    </message>
    <message>
        <source>&amp;Studies</source>
        <translation>연구(&amp;S)</translation>
    </message>
    <message>
        <source>Fi&amp;lm</source>
        <translation>영상(&amp;L)</translation>
    </message>
    <message>
        <source>Mea&amp;sure</source>
        <translation>측정(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>비교(&amp;C)</translation>
    </message>
    <message>
        <source>Open films…</source>
        <translation>영상 열기…</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>Copy the film without names</source>
        <translation>이름 없이 영상 복사</translation>
    </message>
    <message>
        <source>Copy the film with names</source>
        <translation>이름을 포함해 영상 복사</translation>
    </message>
    <message>
        <source>Print the film as shown…</source>
        <translation>보이는 대로 영상 인쇄…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>환경설정…</translation>
    </message>
    <message>
        <source>Next unread film</source>
        <translation>다음 미판독 영상</translation>
    </message>
    <message>
        <source>AI</source>
        <translation>모델 답</translation>
    </message>
    <message>
        <source>Left button: grey window</source>
        <translation>왼쪽 단추: 회색 윈도</translation>
    </message>
    <message>
        <source>Left button: zoom</source>
        <translation>왼쪽 단추: 확대·축소</translation>
    </message>
    <message>
        <source>Left button: pan</source>
        <translation>왼쪽 단추: 이동</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>복원</translation>
    </message>
    <message>
        <source>Undo rotation and mirroring</source>
        <translation>회전·반전 되돌리기</translation>
    </message>
    <message>
        <source>Overlays of the file</source>
        <translation>파일의 오버레이</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>윈도</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>확대·축소</translation>
    </message>
    <message>
        <source>Wheel: next or previous film</source>
        <translation>휠: 다음 또는 이전 영상</translation>
    </message>
    <message>
        <source>Wheel: zoom at the cursor</source>
        <translation>휠: 커서 위치에서 확대·축소</translation>
    </message>
    <message>
        <source>Wheel: nothing</source>
        <translation>휠: 사용 안 함</translation>
    </message>
    <message>
        <source>Ellipse: mean and area</source>
        <translation>타원: 평균값과 면적</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>타원</translation>
    </message>
    <message>
        <source>Area drawn by hand</source>
        <translation>손으로 그린 면적</translation>
    </message>
    <message>
        <source>Centre-edge angle (Wiberg)</source>
        <translation>중심-변연각 (Wiberg)</translation>
    </message>
    <message>
        <source>Roof angle (Tönnis)</source>
        <translation>비구 지붕각 (Tönnis)</translation>
    </message>
    <message>
        <source>Acetabular index</source>
        <translation>비구 지수</translation>
    </message>
    <message>
        <source>Shenton&apos;s line</source>
        <translation>Shenton 선</translation>
    </message>
    <message>
        <source>Femoral offset</source>
        <translation>대퇴 오프셋</translation>
    </message>
    <message>
        <source>Leg length</source>
        <translation>다리 길이</translation>
    </message>
    <message>
        <source>Pelvic obliquity</source>
        <translation>골반 좌우 기울기</translation>
    </message>
    <message>
        <source>Pelvic tilt: symphysis and sacrum</source>
        <translation>골반 전후 기울기: 치골결합과 천골</translation>
    </message>
    <message>
        <source>Pelvic rotation: obturator foramina</source>
        <translation>골반 회전: 폐쇄공</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>화살표</translation>
    </message>
    <message>
        <source>Key image</source>
        <translation>핵심 영상</translation>
    </message>
    <message>
        <source>Change the text…</source>
        <translation>글 바꾸기…</translation>
    </message>
    <message>
        <source>Remove the calibration</source>
        <translation>길이 보정 없애기</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>좌우 반전</translation>
    </message>
    <message>
        <source>One film</source>
        <translation>영상 한 장</translation>
    </message>
    <message>
        <source>Two films</source>
        <translation>영상 두 장</translation>
    </message>
    <message>
        <source>Four films</source>
        <translation>영상 네 장</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>격자</translation>
    </message>
    <message>
        <source>Side uncertain</source>
        <translation>좌우 불확실</translation>
    </message>
    <message>
        <source>Poor positioning</source>
        <translation>자세 불량</translation>
    </message>
    <message>
        <source>Implant or foreign body</source>
        <translation>임플란트 또는 이물</translation>
    </message>
    <message>
        <source>A fracture elsewhere</source>
        <translation>다른 곳의 골절</translation>
    </message>
    <message>
        <source>Report sentence…</source>
        <translation>판독문 문장…</translation>
    </message>
    <message>
        <source>Read a study pack…</source>
        <translation>연구 팩 판독하기…</translation>
    </message>
    <message>
        <source>Calibrate to this site…</source>
        <translation>이 기관에 맞게 보정…</translation>
    </message>
    <message>
        <source>Show the demonstration films</source>
        <translation>시연용 영상 보기</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>From the PACS…</source>
        <translation>PACS에서 가져오기…</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>사용 안 함</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>환경설정</translation>
    </message>
    <message>
        <source>Kinds of preferences</source>
        <translation>환경설정 종류</translation>
    </message>
    <message>
        <source>Language and text</source>
        <translation>언어와 글자</translation>
    </message>
    <message>
        <source>PACS</source>
        <translation>PACS</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>개인정보 보호</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>성능</translation>
    </message>
    <message>
        <source>The model&apos;s answer then cannot influence yours.</source>
        <translation>그러면 답이 온전히 본인의 것이 되며 모델의 답에 끌려가지 않습니다.</translation>
    </message>
    <message>
        <source>The change takes effect when you close the preferences. Film, draft and panes stay as they are.</source>
        <translation>언어와 글자 크기는 환경설정을 닫을 때 바뀝니다. 영상, 초안, 비교 창은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>A key map is a starting point: each key can be changed.</source>
        <translation>키는 하나하나 바꿀 수 있으며, 나머지는 키 배열을 따릅니다.</translation>
    </message>
    <message>
        <source>Ctrl+wheel always zooms.</source>
        <translation>Ctrl과 휠은 항상 확대·축소입니다.</translation>
    </message>
    <message>
        <source>The next film is then ready at once. If off, the computer rests between films.</source>
        <translation>그러면 다음 영상이 바로 나타납니다. 끄면 영상 사이에 컴퓨터가 쉽니다.</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Keys and mouse…</source>
        <translation>키와 마우스…</translation>
    </message>
    <message>
        <source>Wheel over a film</source>
        <translation>영상 위에서 휠</translation>
    </message>
    <message>
        <source>Nothing goes over the network unless you ask a PACS for it.</source>
        <translation>PACS에 요청하지 않는 한 아무것도 네트워크로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>Remember folders and film for the next start</source>
        <translation>다음 시작을 위해 폴더와 영상 기억</translation>
    </message>
    <message>
        <source>Forget them now</source>
        <translation>지금 지우기</translation>
    </message>
    <message>
        <source>Only the paths are remembered, on this computer. They name a patient only where your folders do. Exports, logs and temporary files never hold a patient&apos;s name, number or date.</source>
        <translation>경로만 이 컴퓨터에 기억합니다. 폴더 이름에 환자 이름이 있을 때만 경로에도 나타납니다. 내보낸 것, 로그, 임시 파일에는 환자의 이름, 번호, 날짜가 결코 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>Forgotten.</source>
        <translation>지웠습니다.</translation>
    </message>
    <message>
        <source>Read and answer films ahead</source>
        <translation>영상을 미리 읽고 답 준비</translation>
    </message>
    <message>
        <source>The model runs on: {provider}</source>
        <translation>모델 실행 장치: {provider}</translation>
    </message>
    <message>
        <source>Send to the PACS…</source>
        <translation>PACS로 보내기…</translation>
    </message>
    <message>
        <source>The store of readings…</source>
        <translation>판독 저장소…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Next film</source>
        <translation>다음 영상</translation>
    </message>
    <message>
        <source>Previous film</source>
        <translation>이전 영상</translation>
    </message>
    <message>
        <source>Read this file again</source>
        <translation>이 파일 다시 읽기</translation>
    </message>
    <message>
        <source>Search the worklist</source>
        <translation>워크리스트 검색</translation>
    </message>
    <message>
        <source>Heat map although no fracture was found</source>
        <translation>골절 소견이 없어도 히트맵 보기</translation>
    </message>
    <message>
        <source>Hide every overlay</source>
        <translation>겹침 표시 모두 숨기기</translation>
    </message>
    <message>
        <source>Invert the greys</source>
        <translation>흑백 반전</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>Fit the film</source>
        <translation>화면에 맞추기</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>One film pixel per screen pixel</source>
        <translation>영상 픽셀 하나를 화면 픽셀 하나로</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>The film&apos;s own window</source>
        <translation>영상 본래의 윈도</translation>
    </message>
    <message>
        <source>Rotate to the right</source>
        <translation>오른쪽으로 회전</translation>
    </message>
    <message>
        <source>Mirror the display</source>
        <translation>화면 좌우 반전</translation>
    </message>
    <message>
        <source>Corner texts</source>
        <translation>모서리 글자</translation>
    </message>
    <message>
        <source>Window: automatic</source>
        <translation>윈도: 자동</translation>
    </message>
    <message>
        <source>Window: bone</source>
        <translation>윈도: 뼈</translation>
    </message>
    <message>
        <source>Window: soft tissue</source>
        <translation>윈도: 연조직</translation>
    </message>
    <message>
        <source>Window: next of the film&apos;s header</source>
        <translation>윈도: 영상 헤더의 다음 값</translation>
    </message>
    <message>
        <source>Local contrast (CLAHE)</source>
        <translation>국소 대비 (CLAHE)</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>대비</translation>
    </message>
    <message>
        <source>Loupe with its own window</source>
        <translation>자체 윈도가 있는 돋보기</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>True size</source>
        <translation>실제 크기</translation>
    </message>
    <message>
        <source>What is its true size? It measures {pixels} pixels on the film. The scale holds for what lies as far from the detector: a ball beside the hip, not one on the table.</source>
        <translation>실제 크기는 얼마입니까? 영상에서 {pixels}픽셀입니다. 이 축척은 검출기에서 같은 거리에 있는 것에만 맞습니다. 고관절 옆의 구슬은 되지만 테이블 위의 구슬은 안 됩니다.</translation>
    </message>
    <message>
        <source>Answer on the film: off, contour, map</source>
        <translation>영상 위의 답: 끔, 윤곽, 히트맵</translation>
    </message>
    <message>
        <source>Stretch a weak heat map to this film</source>
        <translation>약한 히트맵을 이 영상에 맞게 늘이기</translation>
    </message>
    <message>
        <source>Rotate to the left</source>
        <translation>왼쪽으로 회전</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Film on the second screen</source>
        <translation>두 번째 화면에 영상 표시</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>각도</translation>
    </message>
    <message>
        <source>Neck-shaft angle</source>
        <translation>경간각</translation>
    </message>
    <message>
        <source>Neck-shaft</source>
        <translation>경간각</translation>
    </message>
    <message>
        <source>Circle by three points</source>
        <translation>세 점으로 그리는 원</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>원</translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation>길이 보정…</translation>
    </message>
    <message>
        <source>Opposite hip, mirrored</source>
        <translation>반대쪽 고관절, 좌우 반전</translation>
    </message>
    <message>
        <source>Blink the two hips</source>
        <translation>두 고관절 번갈아 보기</translation>
    </message>
    <message>
        <source>The other hip</source>
        <translation>다른 쪽 고관절</translation>
    </message>
    <message>
        <source>Other films of the patient</source>
        <translation>이 환자의 다른 영상</translation>
    </message>
    <message>
        <source>Priors</source>
        <translation>이전 영상</translation>
    </message>
    <message>
        <source>Worklist column</source>
        <translation>워크리스트 패널</translation>
    </message>
    <message>
        <source>Answer column</source>
        <translation>답 패널</translation>
    </message>
    <message>
        <source>Film only</source>
        <translation>영상만</translation>
    </message>
    <message>
        <source>Agree, or save the change</source>
        <translation>동의하거나 변경 저장</translation>
    </message>
    <message>
        <source>Agree or save, then the next film</source>
        <translation>동의 또는 저장 후 다음 영상</translation>
    </message>
    <message>
        <source>Right hip</source>
        <translation>오른쪽 고관절</translation>
    </message>
    <message>
        <source>Left hip</source>
        <translation>왼쪽 고관절</translation>
    </message>
    <message>
        <source>Both hips</source>
        <translation>양쪽 고관절</translation>
    </message>
    <message>
        <source>Draw a box</source>
        <translation>박스 그리기</translation>
    </message>
    <message>
        <source>Mark a point</source>
        <translation>점 표시</translation>
    </message>
    <message>
        <source>Remove the selected mark</source>
        <translation>선택한 표시 지우기</translation>
    </message>
    <message>
        <source>Remove every mark</source>
        <translation>표시 모두 지우기</translation>
    </message>
    <message>
        <source>More confident</source>
        <translation>확신도 높이기</translation>
    </message>
    <message>
        <source>Less confident</source>
        <translation>확신도 낮추기</translation>
    </message>
    <message>
        <source>Write a comment</source>
        <translation>메모 쓰기</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Stop drawing, leave a field, close a message, stop looking for films</source>
        <translation>그리기 중지, 입력란 나가기, 메시지 닫기, 영상 찾기 중지</translation>
    </message>
    <message>
        <source>History of this film&apos;s answers…</source>
        <translation>이 영상의 답 이력…</translation>
    </message>
    <message>
        <source>Hide the model&apos;s answer until I have answered</source>
        <translation>내가 답할 때까지 모델의 답 숨기기</translation>
    </message>
    <message>
        <source>Settle where readers differ</source>
        <translation>판독자 간 차이 조정</translation>
    </message>
    <message>
        <source>Your pseudonym…</source>
        <translation>내 가명…</translation>
    </message>
    <message>
        <source>Reader studies…</source>
        <translation>판독 연구…</translation>
    </message>
    <message>
        <source>Verify statistics…</source>
        <translation>통계 검증…</translation>
    </message>
    <message>
        <source>Operating point…</source>
        <translation>작동점…</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>모델…</translation>
    </message>
    <message>
        <source>Display check…</source>
        <translation>화면 점검…</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>키와 마우스</translation>
    </message>
    <message>
        <source>About Shenton</source>
        <translation>Shenton 정보</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 또는 </translation>
    </message>
    <message>
        <source>hold {key}</source>
        <translation>{key} 누르고 있기</translation>
    </message>
    <message>
        <source>A guess at a report&apos;s wording by a model that learned from reports; not a finding.</source>
        <translation>판독문을 학습한 모델이 추측한 문구이며, 판독 소견이 아닙니다.</translation>
    </message>
    <message>
        <source>Model trained wholly or partly on synthetic films.</source>
        <translation>전부 또는 일부를 합성 영상으로 학습한 모델입니다.</translation>
    </message>
    <message>
        <source>Model trained on synthetic hip films.</source>
        <translation>합성 고관절 영상으로 학습한 모델입니다.</translation>
    </message>
    <message>
        <source>All fractures that trained this model are synthetic.</source>
        <translation>이 모델이 학습한 골절은 모두 합성한 것입니다.</translation>
    </message>
    <message>
        <source>What the model would write</source>
        <translation>모델이 쓸 법한 문구</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>모델 선택…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Read the file once more (F5)</source>
        <translation>파일을 다시 한 번 읽습니다 (F5)</translation>
    </message>
    <message>
        <source>Open a film to get an answer.</source>
        <translation>답을 얻으려면 영상을 여십시오.</translation>
    </message>
    <message>
        <source>Working on the answer</source>
        <translation>답을 만드는 중</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Classes, threshold…</source>
        <translation>분류, 임계값…</translation>
    </message>
    <message>
        <source>Choose another film, or try again.</source>
        <translation>다른 영상을 선택하거나 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>답 없음</translation>
    </message>
    <message>
        <source>Hidden until you have answered</source>
        <translation>답하실 때까지 숨김</translation>
    </message>
    <message>
        <source>You have seen the answer to this film before: yours is recorded as given with it in sight.</source>
        <translation>이 영상에 대한 답을 이전에 보았습니다. 지금의 답은 그 답을 보고 한 것으로 기록됩니다.</translation>
    </message>
    <message>
        <source>Choose a class and press Enter; then the answer appears.</source>
        <translation>분류를 고르고 Enter를 누르면 답이 나타납니다.</translation>
    </message>
    <message>
        <source>The model&apos;s probability of a hip fracture</source>
        <translation>모델이 본 고관절 골절 확률</translation>
    </message>
    <message>
        <source>The model would write: “{report}”</source>
        <translation>모델이 쓸 법한 문구: “{report}”</translation>
    </message>
    <message>
        <source>{level} class set: {classes}</source>
        <translation>{level} 분류 집합: {classes}</translation>
    </message>
    <message>
        <source>On films like those of its calibration ({films}) this set holds the true class in {level} of the films of each class. It promises nothing for other films.</source>
        <translation>보정에 쓴 영상({films})과 같은 영상에서, 이 집합은 각 분류의 영상 중 {level}에서 참 분류를 포함합니다. 다른 영상에 대해서는 아무것도 보장하지 않습니다.</translation>
    </message>
    <message>
        <source>No side indicated</source>
        <translation>어느 고관절도 지목하지 않음</translation>
    </message>
    <message>
        <source>The model has no operating point; 0.50 was not set on any films.</source>
        <translation>모델에 작동점이 없습니다. 0.50은 어떤 영상으로도 정한 값이 아닙니다.</translation>
    </message>
    <message>
        <source>Threshold of your choice: {threshold:.2f}.</source>
        <translation>직접 고른 임계값: {threshold:.2f}.</translation>
    </message>
    <message>
        <source>Between the sensitive ({low:.2f}) and the specific ({high:.2f}) threshold.</source>
        <translation>민감 임계값({low:.2f})과 특이 임계값({high:.2f}) 사이입니다.</translation>
    </message>
    <message>
        <source>Site profile “{name}”</source>
        <translation>기관 프로필 “{name}”</translation>
    </message>
    <message>
        <source>trochanteric region</source>
        <translation>전자부</translation>
    </message>
    <message>
        <source>femoral neck</source>
        <translation>대퇴경부</translation>
    </message>
    <message>
        <source>femoral head</source>
        <translation>대퇴골두</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>미입력</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>확신도</translation>
    </message>
    <message>
        <source>Indeterm.</source>
        <translation>불확정</translation>
    </message>
    <message>
        <source>probability {p}, threshold {threshold:.2f}</source>
        <translation>확률 {p}, 임계값 {threshold:.2f}</translation>
    </message>
    <message>
        <source>Threshold in use {threshold:.3f}</source>
        <translation>사용 중인 임계값 {threshold:.3f}</translation>
    </message>
    <message>
        <source>possible from {low:.2f} to {high:.2f}</source>
        <translation>가능성 있음 {low:.2f}~{high:.2f}</translation>
    </message>
    <message>
        <source>threshold {threshold:.2f}</source>
        <translation>임계값 {threshold:.2f}</translation>
    </message>
    <message>
        <source>Film of one hip</source>
        <translation>한쪽 고관절 영상</translation>
    </message>
    <message>
        <source>Laying the opposite hip over this one…</source>
        <translation>반대쪽 고관절을 겹치는 중…</translation>
    </message>
    <message>
        <source>left hip, mirrored</source>
        <translation>왼쪽 고관절, 좌우 반전</translation>
    </message>
    <message>
        <source>right hip, mirrored</source>
        <translation>오른쪽 고관절, 좌우 반전</translation>
    </message>
    <message>
        <source>Left hip, mirrored</source>
        <translation>왼쪽 고관절, 좌우 반전</translation>
    </message>
    <message>
        <source>Right hip, mirrored</source>
        <translation>오른쪽 고관절, 좌우 반전</translation>
    </message>
    <message>
        <source>Laid over each other; similarity {similarity:.2f}.</source>
        <translation>서로 겹침, 유사도 {similarity:.2f}.</translation>
    </message>
    <message>
        <source>{reason} Mirrored about the middle of the film instead.</source>
        <translation>{reason} 대신 영상 가운데를 축으로 반전했습니다.</translation>
    </message>
    <message>
        <source>Films of a patient are found once they were opened here. Choose a file to compare with.</source>
        <translation>한 환자의 영상은 여기서 연 적이 있으면 찾아집니다. 비교할 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>No other film of this patient is known</source>
        <translation>이 환자의 다른 영상을 알지 못합니다</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>비교할 영상</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>{name} 읽는 중…</translation>
    </message>
    <message>
        <source>It could not be read.</source>
        <translation>읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Not shown: {name}</source>
        <translation>표시하지 못함: {name}</translation>
    </message>
    <message>
        <source>ANOTHER PATIENT</source>
        <translation>다른 환자</translation>
    </message>
    <message>
        <source>ANOTHER NAME</source>
        <translation>다른 이름</translation>
    </message>
    <message>
        <source>Another film, date unknown</source>
        <translation>다른 영상, 날짜 모름</translation>
    </message>
    <message>
        <source>Earlier film</source>
        <translation>이전 영상</translation>
    </message>
    <message>
        <source>Later film</source>
        <translation>이후 영상</translation>
    </message>
    <message>
        <source>Same day</source>
        <translation>같은 날</translation>
    </message>
    <message>
        <source>The same patient number under another name: this film may be somebody else&apos;s. Links are off.</source>
        <translation>환자 번호는 같지만 이름이 다릅니다. 다른 사람의 영상일 수 있습니다. 연동이 꺼져 있습니다.</translation>
    </message>
    <message>
        <source>Another name, and no patient numbers: this film may be somebody else&apos;s. Links are off.</source>
        <translation>이름이 다르고 환자 번호가 없습니다. 다른 사람의 영상일 수 있습니다. 연동이 꺼져 있습니다.</translation>
    </message>
    <message>
        <source>Without patient numbers nobody can say whether this is the same patient.</source>
        <translation>환자 번호가 없어 같은 환자인지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Film compared with</source>
        <translation>비교 영상</translation>
    </message>
    <message>
        <source>Other films of this patient</source>
        <translation>이 환자의 다른 영상</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>파일…</translation>
    </message>
    <message>
        <source>Compare with another file</source>
        <translation>다른 파일과 비교</translation>
    </message>
    <message>
        <source>Other hip</source>
        <translation>다른 쪽</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>번갈아 보기</translation>
    </message>
    <message>
        <source>Link zoom</source>
        <translation>확대 연동</translation>
    </message>
    <message>
        <source>Link window</source>
        <translation>윈도 연동</translation>
    </message>
    <message>
        <source>Close the comparison (Esc)</source>
        <translation>비교 닫기 (Esc)</translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation>비교 닫기</translation>
    </message>
    <message>
        <source>No films were found there.</source>
        <translation>그곳에서 영상을 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Loading {name}…</source>
        <translation>{name} 불러오는 중…</translation>
    </message>
    <message>
        <source>Looking for films…</source>
        <translation>영상을 찾는 중…</translation>
    </message>
    <message>
        <source>This file could not be read.</source>
        <translation>이 파일을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>See the message above.</source>
        <translation>위의 메시지를 보십시오.</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>파일을 읽는 중…</translation>
    </message>
    <message>
        <source>Tool: {tool}</source>
        <translation>도구: {tool}</translation>
    </message>
    <message>
        <source>The model failed on this film.</source>
        <translation>이 영상에서 모델이 실패했습니다.</translation>
    </message>
    <message>
        <source>Looking at the film…</source>
        <translation>영상을 보는 중…</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>모델을 불러오는 중…</translation>
    </message>
    <message>
        <source>No model is in use.</source>
        <translation>사용 중인 모델이 없습니다.</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>모델 없음</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Reads frontal pelvic radiographs on this computer; the network is touched on your command only. Research use only, not for diagnosis. Apache-2.0.</source>
        <translation>골반 정면 방사선 영상을 이 컴퓨터에서 판독합니다. 네트워크는 사용자가 지시할 때만 사용합니다. 연구 전용이며 진단 목적으로 사용할 수 없습니다. Apache-2.0.</translation>
    </message>
    <message>
        <source>Model, Models… shows its card: what it learned from, its thresholds, and what was measured.</source>
        <translation>무엇으로 학습했는지, 임계값과 측정 결과는 메뉴 모델 &gt; 모델…의 모델 카드에 있습니다.</translation>
    </message>
    <message>
        <source>Model: {name} {version}, SHA-256 {sha256}…, {provider}</source>
        <translation>모델: {name} {version}, SHA-256 {sha256}…, {provider}</translation>
    </message>
    <message>
        <source>Look at the demonstration films first</source>
        <translation>먼저 시연용 영상 보기</translation>
    </message>
    <message>
        <source>In a folder, or on a disc</source>
        <translation>폴더 또는 디스크에</translation>
    </message>
    <message>
        <source>In a PACS</source>
        <translation>PACS에</translation>
    </message>
    <message>
        <source>Welcome to Shenton</source>
        <translation>Shenton에 오신 것을 환영합니다</translation>
    </message>
    <message>
        <source>My own answer first</source>
        <translation>내 답이 먼저</translation>
    </message>
    <message>
        <source>The model&apos;s answer at once</source>
        <translation>모델의 답을 바로</translation>
    </message>
    <message>
        <source>The model&apos;s answer is hidden until you have saved yours, so it cannot influence you.</source>
        <translation>내 답을 저장할 때까지 모델의 답을 숨깁니다. 내 답이 모델의 답에 끌려가지 않습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s answer is shown beside the film; Enter agrees with it.</source>
        <translation>모델의 답이 영상 옆에 표시되며, Enter로 동의합니다.</translation>
    </message>
    <message>
        <source>The demonstration films are also in the Help menu.</source>
        <translation>시연용 영상은 도움말 메뉴에서 다시 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Your pseudonym</source>
        <translation>내 가명</translation>
    </message>
    <message>
        <source>Readings are kept and exported under this code. Letters, digits, - and _; not your name.</source>
        <translation>판독은 이 코드로 보관되고 내보내집니다. 글자, 숫자, -, _만 쓰고 본인 이름은 쓰지 마십시오.</translation>
    </message>
    <message>
        <source>Who reads?</source>
        <translation>누가 판독합니까?</translation>
    </message>
    <message>
        <source>Whose answer comes first?</source>
        <translation>누구의 답이 먼저입니까?</translation>
    </message>
    <message>
        <source>Where are the films?</source>
        <translation>영상은 어디에 있습니까?</translation>
    </message>
    <message>
        <source>Step {at} of {count}</source>
        <translation>{count}단계 중 {at}단계</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Grey steps from black to white</source>
        <translation>검정에서 하양까지의 회색 단계</translation>
    </message>
    <message>
        <source>Where is the faint square?</source>
        <translation>흐린 사각형은 어디에 있습니까?</translation>
    </message>
    <message>
        <source>A line to measure</source>
        <translation>재어 볼 선</translation>
    </message>
    <message>
        <source>Display check</source>
        <translation>화면 점검</translation>
    </message>
    <message>
        <source>I see none (0)</source>
        <translation>보이지 않음 (0)</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>처음부터 다시</translation>
    </message>
    <message>
        <source>Length of the line on the glass</source>
        <translation>화면에서 잰 선의 길이</translation>
    </message>
    <message>
        <source>Keep for true size</source>
        <translation>실제 크기에 사용</translation>
    </message>
    <message>
        <source>Measure this line on the glass:</source>
        <translation>화면에서 이 선의 길이를 재십시오:</translation>
    </message>
    <message>
        <source>Sit where you read, in your usual light. Every step below must differ from its neighbours, and the small squares in the black and in the white step must be visible.</source>
        <translation>판독할 때와 같은 자리, 같은 조명에서 보십시오. 아래의 각 단계가 옆 단계와 구별되고, 검은 단계와 흰 단계 안의 작은 사각형이 보여야 합니다.</translation>
    </message>
    <message>
        <source>This check finds faults. It does not calibrate the display (DICOM PS3.14).</source>
        <translation>이 검사는 결함을 찾을 뿐, 화면을 보정하지 않습니다(DICOM PS3.14).</translation>
    </message>
    <message>
        <source>Where is the faint square? Click it, or press 1 to 4. Part {part} of {total}.</source>
        <translation>흐린 사각형은 어디에 있습니까? 클릭하거나 1~4를 누르십시오. {total}개 중 {part}번째.</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>어두움</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>중간</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>밝음</translation>
    </message>
    <message>
        <source>{grey}: none</source>
        <translation>{grey}: 안 보임</translation>
    </message>
    <message>
        <source>This screen shows the grey steps that a film needs. Finest seen: {steps}.</source>
        <translation>이 화면은 영상에 필요한 회색 단계를 보여 줍니다. 가장 작은 차이: {steps}.</translation>
    </message>
    <message>
        <source>This screen does not show what a film needs (steps of {needed} of 255). Finest seen: {steps}. Darken the room, raise the brightness, switch off night and power-saving modes, and check again.</source>
        <translation>이 화면은 영상에 필요한 단계(255 중 {needed}단계 차이)를 보여 주지 못합니다. 가장 작은 차이: {steps}. 방을 어둡게 하고 밝기를 높이고 야간·절전 모드를 끈 뒤 다시 점검하십시오.</translation>
    </message>
    <message>
        <source>Open films</source>
        <translation>영상 열기</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Something went wrong inside Shenton ({name}).</source>
        <translation>Shenton 내부에서 오류가 발생했습니다({name}).</translation>
    </message>
    <message>
        <source>Your saved readings are safe. Copy the report and send it to whoever looks after Shenton.</source>
        <translation>저장된 판독은 안전합니다. 보고서를 복사해 Shenton 관리자에게 보내십시오.</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>오류의 자세한 내용</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>보고서 복사</translation>
    </message>
    <message>
        <source>Without names, paths or values of the film</source>
        <translation>이름, 경로, 영상 값은 들어가지 않습니다</translation>
    </message>
    <message>
        <source>{others} more</source>
        <translation>{others}개 더</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>직접 선택</translation>
    </message>
    <message>
        <source>Training set: labels, boxes and grey films, without names</source>
        <translation>학습 자료: 레이블, 박스, 회색조 영상(이름 없음)</translation>
    </message>
    <message>
        <source>PACS: reports, marks, pictures and key images, with names</source>
        <translation>PACS: 보고서, 표시, 그림, 핵심 영상(이름 포함)</translation>
    </message>
    <message>
        <source>Colleague: a page and a picture of each reading, without names</source>
        <translation>동료: 판독마다 문서 한 쪽과 그림(이름 없음)</translation>
    </message>
    <message>
        <source>Publication: pictures and de-identified films, without names</source>
        <translation>출판: 그림과 비식별 영상(이름 없음)</translation>
    </message>
    <message>
        <source>For training and tables</source>
        <translation>학습과 표를 위해</translation>
    </message>
    <message>
        <source>Labels (labels.jsonl, labels.csv)</source>
        <translation>레이블 (labels.jsonl, labels.csv)</translation>
    </message>
    <message>
        <source>Boxes (COCO)</source>
        <translation>박스 (COCO)</translation>
    </message>
    <message>
        <source>Films as grey PNG</source>
        <translation>회색조 PNG 영상</translation>
    </message>
    <message>
        <source>For people</source>
        <translation>사람을 위해</translation>
    </message>
    <message>
        <source>Pictures of the readings (PNG)</source>
        <translation>판독 그림 (PNG)</translation>
    </message>
    <message>
        <source>Pages of the readings (PDF)</source>
        <translation>판독 문서 (PDF)</translation>
    </message>
    <message>
        <source>For DICOM programs</source>
        <translation>DICOM 프로그램을 위해</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Choose a folder to write into</source>
        <translation>쓸 폴더 선택</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>미리 보기…</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>용도</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation>내보낼 폴더</translation>
    </message>
    <message>
        <source>{files} of {readings} written to {folder}</source>
        <translation>{readings} 중 {files}를 {folder}에 썼습니다</translation>
    </message>
    <message>
        <source>Stopped: {words}</source>
        <translation>중지됨: {words}</translation>
    </message>
    <message>
        <source>Incomplete: {files} missing after writing. Check the folder and its disk: {names}</source>
        <translation>불완전: 쓴 뒤 {files}이(가) 없습니다. 폴더와 디스크를 확인하십시오: {names}</translation>
    </message>
    <message>
        <source>{films} left out: {reasons}</source>
        <translation>{films} 제외됨: {reasons}</translation>
    </message>
    <message>
        <source>Film with boxes over possible text</source>
        <translation>글자가 있을 수 있는 곳을 박스로 표시한 영상</translation>
    </message>
    <message>
        <source>Nothing else names the patient</source>
        <translation>그 밖에 환자를 알 수 있는 것이 없음</translation>
    </message>
    <message>
        <source>Remove every box</source>
        <translation>박스 모두 지우기</translation>
    </message>
    <message>
        <source>Films with what will be black</source>
        <translation>검게 칠할 곳을 표시한 영상</translation>
    </message>
    <message>
        <source>Make the dashed places of films not looked at singly black, too</source>
        <translation>하나씩 확인하지 않은 영상의 점선 자리도 검게 칠하기</translation>
    </message>
    <message>
        <source>Double-click a film, or press Enter on it, to look at it and correct it.</source>
        <translation>영상을 두 번 클릭하거나 영상에서 Enter를 누르면 확인하고 고칠 수 있습니다.</translation>
    </message>
    <message>
        <source>What will be black</source>
        <translation>검게 칠할 곳</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>{boxes} on {films} of {count} will be made black.</source>
        <translation>{count} 중 {films}장에 있는 {boxes}를 검게 칠합니다.</translation>
    </message>
    <message>
        <source>Not looked at singly: {films}. Text may be missed there.</source>
        <translation>하나씩 확인하지 않음: {films}. 글자가 남아 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Left as they are: {places}.</source>
        <translation>그대로 둠: {places}.</translation>
    </message>
    <message>
        <source>Text over a mark or the top of a heat map, open to be seen: {places}.</source>
        <translation>표시나 히트맵 정점 위의 글자로, 가리지 않고 보이게 둠: {places}.</translation>
    </message>
    <message>
        <source>Make {boxes} black and go on</source>
        <translation>{boxes}를 검게 칠하고 계속</translation>
    </message>
    <message>
        <source>Go on without a box</source>
        <translation>박스 없이 계속</translation>
    </message>
    <message>
        <source>What lies under a box is made black in everything that leaves: click a box to remove it, drag to draw one. A dashed frame marks a place where there may be text, and stays as it is until you click it. All this is proposed: only you know whether the boxes hold all the text. Faint text is missed most.</source>
        <translation>박스 아래는 밖으로 나가는 모든 것에서 검게 칠해집니다. 박스를 클릭하면 지워지고, 끌면 새로 그려집니다. 점선 틀은 글자가 있을 수 있는 곳이며, 클릭하기 전에는 그대로 둡니다. 모두 제안일 뿐이며, 글자가 모두 가려졌는지는 사용자만 알 수 있습니다. 흐린 글자를 가장 많이 놓칩니다.</translation>
    </message>
    <message>
        <source>The orange frame looks like text, but a box there would cover a mark or the top of the heat map: click it if it is to be black all the same.</source>
        <translation>주황색 틀은 글자처럼 보이지만 박스를 놓으면 표시나 히트맵의 정점을 가립니다. 그래도 검게 칠하려면 클릭하십시오.</translation>
    </message>
    <message>
        <source>Show the rest at once</source>
        <translation>나머지 한꺼번에 보기</translation>
    </message>
    <message>
        <source>Text burned into the films</source>
        <translation>영상에 새겨진 글자</translation>
    </message>
    <message>
        <source>The boxes were changed.</source>
        <translation>박스를 바꿨습니다.</translation>
    </message>
    <message>
        <source>{boxes} removed.</source>
        <translation>{boxes}를 지웠습니다.</translation>
    </message>
    <message>
        <source>Film {at} of {count}</source>
        <translation>영상 {at}/{count}</translation>
    </message>
    <message>
        <source>Looking for text…</source>
        <translation>글자를 찾는 중…</translation>
    </message>
    <message>
        <source>no box</source>
        <translation>박스 없음</translation>
    </message>
    <message>
        <source>A box covers a mark or the top of the heat map.</source>
        <translation>박스가 표시나 히트맵의 정점을 가립니다.</translation>
    </message>
    <message>
        <source>Film {at} of {count}: {said}.</source>
        <translation>영상 {at}/{count}: {said}.</translation>
    </message>
    <message>
        <source>Raising the local contrast…</source>
        <translation>국소 대비를 높이는 중…</translation>
    </message>
    <message>
        <source>local contrast</source>
        <translation>국소 대비</translation>
    </message>
    <message>
        <source>The true size is unknown: calibrate the film first (Measure menu).</source>
        <translation>실제 크기를 알 수 없습니다. 먼저 영상의 길이를 보정하십시오(측정 메뉴).</translation>
    </message>
    <message>
        <source>True size ({origin}), if the screen reports its own size correctly; see Display check.</source>
        <translation>실제 크기({origin}). 화면이 알려 주는 자기 크기가 맞는 한에서입니다. 화면 점검을 보십시오.</translation>
    </message>
    <message>
        <source>There is only one screen: the film has a window of its own.</source>
        <translation>화면이 하나뿐이어서 영상을 별도 창에 표시합니다.</translation>
    </message>
    <message>
        <source>The second screen is gone. Shift+F12 shows the film in a window of its own.</source>
        <translation>두 번째 화면이 연결 해제되었습니다. Shift+F12를 누르면 영상이 별도 창에 표시됩니다.</translation>
    </message>
    <message>
        <source>Open a film (Ctrl+O) or drop a file or folder here</source>
        <translation>영상을 열거나 (Ctrl+O) 파일 또는 폴더를 여기에 놓으십시오</translation>
    </message>
    <message>
        <source>display rotated {degrees}°</source>
        <translation>화면 {degrees}° 회전됨</translation>
    </message>
    <message>
        <source>display mirrored</source>
        <translation>화면 좌우 반전됨</translation>
    </message>
    <message>
        <source>SYNTHETIC</source>
        <translation>합성 영상</translation>
    </message>
    <message>
        <source>not DICOM, no calibration</source>
        <translation>DICOM 아님, 길이 보정 없음</translation>
    </message>
    <message>
        <source>inverted</source>
        <translation>흑백 반전됨</translation>
    </message>
    <message>
        <source>Length: drag from end to end, or click both.</source>
        <translation>길이: 끝에서 끝까지 끌거나 두 끝을 클릭하십시오.</translation>
    </message>
    <message>
        <source>Angle: click one arm, the corner, the other arm.</source>
        <translation>각도: 한 변, 꼭짓점, 다른 변을 차례로 클릭하십시오.</translation>
    </message>
    <message>
        <source>Neck-shaft angle: click the middle of the head, the middle of the neck, the shaft above, the shaft below.</source>
        <translation>경간각: 대퇴골두 중심, 경부 중심, 간부 위쪽, 간부 아래쪽을 차례로 클릭하십시오.</translation>
    </message>
    <message>
        <source>Circle: click three points on its rim.</source>
        <translation>원: 둘레의 세 점을 클릭하십시오.</translation>
    </message>
    <message>
        <source>Ellipse: drag a box around it.</source>
        <translation>타원: 둘레를 감싸도록 박스를 끄십시오.</translation>
    </message>
    <message>
        <source>Area: draw around it, or click corner by corner and the first corner again.</source>
        <translation>면적: 둘레를 따라 그리거나, 모서리를 차례로 클릭하고 첫 모서리를 다시 클릭하십시오.</translation>
    </message>
    <message>
        <source>Text: click where it stands.</source>
        <translation>글: 놓을 곳을 클릭하십시오.</translation>
    </message>
    <message>
        <source>Arrow: drag from its tail to its tip.</source>
        <translation>화살표: 꼬리에서 끝으로 끄십시오.</translation>
    </message>
    <message>
        <source>What you had begun to draw was dropped: another film, or other marks, came. Draw it again.</source>
        <translation>그리던 것은 버렸습니다. 다른 영상이나 다른 표시가 나타났습니다. 다시 그리십시오.</translation>
    </message>
    <message>
        <source>Another film was opened; nothing was changed.</source>
        <translation>다른 영상이 열려 아무것도 바꾸지 않았습니다.</translation>
    </message>
    <message>
        <source>The film&apos;s calibration was taken back.</source>
        <translation>영상의 길이 보정을 취소했습니다.</translation>
    </message>
    <message>
        <source>Pelvic line as before. Click: {step}.</source>
        <translation>골반선은 그대로 사용. 클릭: {step}.</translation>
    </message>
    <message>
        <source>Click: {step}. The next points are named at the cursor.</source>
        <translation>클릭: {step}. 다음 점은 커서 옆에 표시됩니다.</translation>
    </message>
    <message>
        <source>Select a text or an arrow first.</source>
        <translation>먼저 글이나 화살표를 선택하십시오.</translation>
    </message>
    <message>
        <source>⚠ This patient number was met under another name, too</source>
        <translation>⚠ 이 환자 번호는 다른 이름으로도 나타났습니다</translation>
    </message>
    <message>
        <source>⚠ Another picture has this film&apos;s UID</source>
        <translation>⚠ 이 영상의 UID로 다른 그림이 있었습니다</translation>
    </message>
    <message>
        <source>Key image removed. Ctrl+Z brings it back.</source>
        <translation>핵심 영상 표시를 해제했습니다. Ctrl+Z로 되살릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Key image. It is exported once you have answered this film.</source>
        <translation>핵심 영상입니다. 이 영상에 답하면 내보낼 때 포함됩니다.</translation>
    </message>
    <message>
        <source>Key image. It is exported with your answer.</source>
        <translation>핵심 영상입니다. 답과 함께 내보냅니다.</translation>
    </message>
    <message>
        <source>Measure something of known size (a length or a circle), select it, then calibrate.</source>
        <translation>크기를 아는 것(길이나 원)을 재고 선택한 다음 보정하십시오.</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>calibrated</source>
        <translation>보정됨</translation>
    </message>
    <message>
        <source>at detector, not at the bone</source>
        <translation>검출기 면 기준(뼈 위치 아님)</translation>
    </message>
    <message>
        <source>calibrated by hand</source>
        <translation>손으로 보정함</translation>
    </message>
    <message>
        <source>corrected for magnification</source>
        <translation>확대율 보정됨</translation>
    </message>
    <message>
        <source>pixels, true size unknown</source>
        <translation>픽셀, 실제 크기 모름</translation>
    </message>
    <message>
        <source>stated</source>
        <translation>헤더에 명시</translation>
    </message>
    <message>
        <source>from distances</source>
        <translation>거리로 계산</translation>
    </message>
    <message>
        <source>Film - Shenton</source>
        <translation>영상 - Shenton</translation>
    </message>
    <message>
        <source>film&apos;s own curve (VOI LUT)</source>
        <translation>영상 자체 곡선(VOI LUT)</translation>
    </message>
    <message>
        <source>full range</source>
        <translation>전체 범위</translation>
    </message>
    <message>
        <source>When</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>답</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>소요</translation>
    </message>
    <message>
        <source>Had seen</source>
        <translation>본 것</translation>
    </message>
    <message>
        <source>History of this film&apos;s answers</source>
        <translation>이 영상의 답 이력</translation>
    </message>
    <message>
        <source>Reading the store…</source>
        <translation>저장소를 읽는 중…</translation>
    </message>
    <message>
        <source>Steps, oldest first</source>
        <translation>단계, 오래된 것부터</translation>
    </message>
    <message>
        <source>Your own steps; what other readers answered is hidden until you settle differences.</source>
        <translation>본인의 단계입니다. 다른 판독자의 답은 차이를 조정할 때까지 숨겨집니다.</translation>
    </message>
    <message>
        <source>The steps of every reader. Answers that count now are bright.</source>
        <translation>모든 판독자의 단계입니다. 지금 유효한 답은 밝게 보입니다.</translation>
    </message>
    <message>
        <source>Nobody has answered this film yet.</source>
        <translation>아직 아무도 이 영상에 답하지 않았습니다.</translation>
    </message>
    <message>
        <source>You have not answered this film yet.</source>
        <translation>아직 이 영상에 답하지 않으셨습니다.</translation>
    </message>
    <message>
        <source>{what} (settling)</source>
        <translation>{what}(조정)</translation>
    </message>
    <message>
        <source>model&apos;s answer and map</source>
        <translation>모델의 답과 히트맵</translation>
    </message>
    <message>
        <source>model&apos;s answer</source>
        <translation>모델의 답</translation>
    </message>
    <message>
        <source>film only</source>
        <translation>영상만</translation>
    </message>
    <message>
        <source>Grey window</source>
        <translation>회색 윈도</translation>
    </message>
    <message>
        <source>left drag: right is wider, up is brighter</source>
        <translation>왼쪽 단추로 끌기: 오른쪽은 넓게, 위는 밝게</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>middle drag, or Shift and left drag</source>
        <translation>가운데 단추로 끌기, 또는 Shift와 왼쪽 단추로 끌기</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>커서 위치에서 확대·축소</translation>
    </message>
    <message>
        <source>right drag, or Ctrl and wheel</source>
        <translation>오른쪽 단추로 끌기, 또는 Ctrl과 휠</translation>
    </message>
    <message>
        <source>Next or previous film</source>
        <translation>다음 또는 이전 영상</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>휠</translation>
    </message>
    <message>
        <source>double click</source>
        <translation>두 번 클릭</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>측정</translation>
    </message>
    <message>
        <source>take a tool, click its points; drag them to move</source>
        <translation>도구를 고르고 점을 클릭, 끌어서 옮기기</translation>
    </message>
    <message>
        <source>Default key</source>
        <translation>기본 키</translation>
    </message>
    <message>
        <source>All default keys</source>
        <translation>모두 기본 키로</translation>
    </message>
    <message>
        <source>Every action has its default keys again.</source>
        <translation>모든 기능의 키를 기본 키로 되돌렸습니다.</translation>
    </message>
    <message>
        <source>The default key again.</source>
        <translation>기본 키로 되돌렸습니다.</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>돋보기</translation>
    </message>
    <message>
        <source>left drag: its window; Ctrl and wheel: its zoom</source>
        <translation>왼쪽 단추로 끌기: 윈도, Ctrl과 휠: 배율</translation>
    </message>
    <message>
        <source>drop files or a folder on the window</source>
        <translation>파일이나 폴더를 창에 놓기</translation>
    </message>
    <message>
        <source>Weasis-like</source>
        <translation>Weasis 방식</translation>
    </message>
    <message>
        <source>OHIF-like</source>
        <translation>OHIF 방식</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Search keys</source>
        <translation>키 검색</translation>
    </message>
    <message>
        <source>Key map</source>
        <translation>키 배열</translation>
    </message>
    <message>
        <source>What</source>
        <translation>기능</translation>
    </message>
    <message>
        <source>How</source>
        <translation>방법</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>어디서나</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>마우스</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>새 키</translation>
    </message>
    <message>
        <source>Take it from there</source>
        <translation>그 기능에서 가져오기</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Choose a line to change its key.</source>
        <translation>키를 바꾸려면 줄을 고르십시오.</translation>
    </message>
    <message>
        <source>Press a new key for: {action}</source>
        <translation>새 키를 누르십시오: {action}</translation>
    </message>
    <message>
        <source>{key} is already the key of: {action}</source>
        <translation>{key} 키는 이미 쓰이고 있습니다: {action}</translation>
    </message>
    <message>
        <source>The key was changed.</source>
        <translation>키를 바꿨습니다.</translation>
    </message>
    <message>
        <source>The key was taken away.</source>
        <translation>키를 없앴습니다.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Structured reports (SR)</source>
        <translation>구조화 보고서 (SR)</translation>
    </message>
    <message>
        <source>Window and marks (presentation states)</source>
        <translation>윈도와 표시(presentation state)</translation>
    </message>
    <message>
        <source>Pictures with heat map (secondary capture)</source>
        <translation>히트맵을 얹은 그림(secondary capture)</translation>
    </message>
    <message>
        <source>Films marked as key images (key object selection)</source>
        <translation>핵심 영상으로 표시한 영상(핵심 객체 선택)</translation>
    </message>
    <message>
        <source>Films without names</source>
        <translation>이름 없는 영상</translation>
    </message>
    <message>
        <source>Names, numbers, dates and the studies&apos; own UIDs go with them. Give them only to a PACS or a person that may know these patients.</source>
        <translation>이름, 번호, 날짜와 검사 고유의 UID가 함께 나갑니다. 이 환자들을 알아도 되는 PACS나 사람에게만 주십시오.</translation>
    </message>
    <message>
        <source>None of these films is marked as a key image (Shift+K), so none leaves as one.</source>
        <translation>핵심 영상으로 표시한 영상이 없어 (Shift+K), 핵심 영상으로 나가는 것이 없습니다.</translation>
    </message>
    <message>
        <source>Patients appear under keys that only this computer can trace back, films also under the hash of their pixels: who holds a film can find its readings.</source>
        <translation>환자는 이 컴퓨터만 되짚을 수 있는 키로, 영상은 픽셀의 해시로도 나타납니다. 영상을 가진 사람은 그 판독을 찾을 수 있습니다.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>세는 중…</translation>
    </message>
    <message>
        <source>The film on screen</source>
        <translation>화면의 영상</translation>
    </message>
    <message>
        <source>Every reading</source>
        <translation>모든 판독</translation>
    </message>
    <message>
        <source>Without names (de-identified)</source>
        <translation>이름 없이(비식별)</translation>
    </message>
    <message>
        <source>With names, numbers and dates, for a PACS</source>
        <translation>이름, 번호, 날짜 포함(PACS용)</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Dates removed</source>
        <translation>날짜 제거</translation>
    </message>
    <message>
        <source>Dates moved, intervals kept</source>
        <translation>날짜 이동, 간격 유지</translation>
    </message>
    <message>
        <source>One number is one patient, whatever its names</source>
        <translation>이름이 달라도 번호 하나는 환자 한 명</translation>
    </message>
    <message>
        <source>Picture of the first reading</source>
        <translation>첫 판독의 그림</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>The readings that count now</source>
        <translation>지금 유효한 판독</translation>
    </message>
    <message>
        <source>Patient names</source>
        <translation>이름 처리</translation>
    </message>
    <message>
        <source>{readings} will name their patients.</source>
        <translation>{readings}에 환자 이름이 들어갑니다.</translation>
    </message>
    <message>
        <source>Film {done} of {total}</source>
        <translation>필름 {done}/{total}</translation>
    </message>
    <message>
        <source>Film {done} of {total}, {left} s left</source>
        <translation>필름 {done}/{total}, {left}초 남음</translation>
    </message>
    <message>
        <source>With names</source>
        <translation>이름 포함</translation>
    </message>
    <message>
        <source>{verb} with names</source>
        <translation>이름을 포함해 {verb}</translation>
    </message>
    <message>
        <source>There are no readings yet. Answer a film first: Enter agrees, the number keys choose a class.</source>
        <translation>아직 판독이 없습니다. 먼저 영상에 답하십시오. Enter는 동의, 숫자 키는 분류 선택입니다.</translation>
    </message>
    <message>
        <source>{readings} of {films} by {readers}: {classes}.</source>
        <translation>{readings}, {films}, {readers}: {classes}.</translation>
    </message>
    <message>
        <source>Choose what to export.</source>
        <translation>내보낼 것을 고르십시오.</translation>
    </message>
    <message>
        <source>The DICOM files and pages will name the patients, so that a PACS files them. </source>
        <translation>DICOM 파일과 문서에는 PACS가 분류할 수 있도록 환자 이름이 들어갑니다. </translation>
    </message>
    <message>
        <source>Labels and boxes never do.</source>
        <translation>레이블과 박스에는 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>No names, numbers, paths or comments leave.</source>
        <translation>이름, 번호, 경로, 메모는 나가지 않습니다.</translation>
    </message>
    <message>
        <source>DICOM files get new UIDs that hold together within this export.</source>
        <translation>DICOM 파일에는 이번 내보내기 안에서 서로 맞는 새 UID가 붙습니다.</translation>
    </message>
    <message>
        <source>Tick the films, too, so that the reports find what they are about.</source>
        <translation>보고서가 대상 영상을 찾을 수 있도록 영상도 선택하십시오.</translation>
    </message>
    <message>
        <source>You will look at each film for text that is burned into it.</source>
        <translation>영상마다 새겨진 글자가 있는지 직접 확인하게 됩니다.</translation>
    </message>
    <message>
        <source>No fracture found, no map.</source>
        <translation>골절 소견이 없어 히트맵이 없습니다.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>Contour</source>
        <translation>윤곽</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>히트맵</translation>
    </message>
    <message>
        <source>Show it anyway</source>
        <translation>그래도 보기</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>불투명도</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>On the film: off, contour, map in turn (H)</source>
        <translation>영상 위 표시: 끔, 윤곽, 히트맵 순서로 (H)</translation>
    </message>
    <message>
        <source>What the map explains</source>
        <translation>히트맵이 설명하는 것</translation>
    </message>
    <message>
        <source>difference…</source>
        <translation>차이…</translation>
    </message>
    <message>
        <source>Explains</source>
        <translation>설명 대상</translation>
    </message>
    <message>
        <source>this class</source>
        <translation>이 분류</translation>
    </message>
    <message>
        <source>rather than this class</source>
        <translation>이 분류 대신</translation>
    </message>
    <message>
        <source>why</source>
        <translation>왜</translation>
    </message>
    <message>
        <source>rather than</source>
        <translation>대신</translation>
    </message>
    <message>
        <source>Hide below</source>
        <translation>숨김 기준</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>색상표</translation>
    </message>
    <message>
        <source>Colours no longer compare between films</source>
        <translation>영상 간 색 비교가 더는 되지 않습니다</translation>
    </message>
    <message>
        <source>Stretch to this film</source>
        <translation>이 영상에 맞춰 늘이기</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색</translation>
    </message>
    <message>
        <source>{strength}; stretch (Y)</source>
        <translation>{strength}, 늘이기 (Y)</translation>
    </message>
    <message>
        <source>Stretched to this film: colours do not compare between films.</source>
        <translation>이 영상에 맞춰 늘였습니다. 영상 간 색을 비교할 수 없습니다.</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>보정</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Installed models</source>
        <translation>설치된 모델</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>이 모델 사용</translation>
    </message>
    <message>
        <source>Install a folder…</source>
        <translation>폴더 설치…</translation>
    </message>
    <message>
        <source>Install a zip…</source>
        <translation>zip 설치…</translation>
    </message>
    <message>
        <source>✕ {name} (refused)</source>
        <translation>✕ {name} (거부됨)</translation>
    </message>
    <message>
        <source>No model is installed. Install a bundle: a folder or a zip.</source>
        <translation>설치된 모델이 없습니다. 번들(폴더 또는 zip)을 설치하십시오.</translation>
    </message>
    <message>
        <source>This bundle is refused: {reason}</source>
        <translation>이 번들은 거부되었습니다: {reason}</translation>
    </message>
    <message>
        <source>Loading and testing the model…</source>
        <translation>모델을 불러와 시험하는 중…</translation>
    </message>
    <message>
        <source>In use from now on; the other models stay installed.</source>
        <translation>지금부터 사용합니다. 다른 모델은 그대로 설치되어 있습니다.</translation>
    </message>
    <message>
        <source>Install a model from a folder</source>
        <translation>폴더에서 모델 설치</translation>
    </message>
    <message>
        <source>Install a model from a zip</source>
        <translation>zip에서 모델 설치</translation>
    </message>
    <message>
        <source>Zip (*.zip)</source>
        <translation>Zip (*.zip)</translation>
    </message>
    <message>
        <source>Checking the model…</source>
        <translation>모델을 확인하는 중…</translation>
    </message>
    <message>
        <source>Installed {name} {version}.</source>
        <translation>설치했습니다: {name} {version}.</translation>
    </message>
    <message>
        <source>How it differs from the one in use</source>
        <translation>사용 중인 모델과 다른 점</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>임계값</translation>
    </message>
    <message>
        <source>Measured: {test_set}</source>
        <translation>측정한 자료: {test_set}</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>No difference in the card.</source>
        <translation>카드에 적힌 차이가 없습니다.</translation>
    </message>
    <message>
        <source>What stands between quotation marks is the model&apos;s card in its own words, in English.</source>
        <translation>따옴표 안의 글은 모델 카드의 영어 원문입니다.</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>용도</translation>
    </message>
    <message>
        <source>Verdict on the locked test set</source>
        <translation>잠긴 시험 세트에 대한 판정</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>한계</translation>
    </message>
    <message>
        <source>Films of the last stage</source>
        <translation>마지막 학습 단계의 영상</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>학습 자료</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256 해시</translation>
    </message>
    <message>
        <source>Set on</source>
        <translation>정한 자료</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 신뢰구간</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>검사</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상 수</translation>
    </message>
    <message>
        <source>From the PACS</source>
        <translation>PACS에서 가져오기</translation>
    </message>
    <message>
        <source>Name, e.g. DOE*</source>
        <translation>이름, 예: DOE*</translation>
    </message>
    <message>
        <source>Patient number</source>
        <translation>환자 번호</translation>
    </message>
    <message>
        <source>From, YYYYMMDD</source>
        <translation>시작일, YYYYMMDD</translation>
    </message>
    <message>
        <source>To, YYYYMMDD</source>
        <translation>종료일, YYYYMMDD</translation>
    </message>
    <message>
        <source>Accession number</source>
        <translation>접수 번호</translation>
    </message>
    <message>
        <source>Studies found</source>
        <translation>찾은 검사</translation>
    </message>
    <message>
        <source>How to fetch</source>
        <translation>가져오는 방법</translation>
    </message>
    <message>
        <source>Fetch here (C-GET)</source>
        <translation>여기로 가져오기 (C-GET)</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>From other computers, too</source>
        <translation>다른 컴퓨터에서도 받기</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>수신</translation>
    </message>
    <message>
        <source>Enter at least a name, a number or a date.</source>
        <translation>이름, 번호, 날짜 중 하나 이상을 입력하십시오.</translation>
    </message>
    <message>
        <source>Patient&apos;s name</source>
        <translation>환자 이름</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>모달리티</translation>
    </message>
    <message>
        <source>Have it sent here (C-MOVE)</source>
        <translation>우리에게 보내게 하기 (C-MOVE)</translation>
    </message>
    <message>
        <source>Open received films</source>
        <translation>받은 것 열기</translation>
    </message>
    <message>
        <source>A date is eight digits: year, month, day, e.g. 20240131.</source>
        <translation>날짜는 연, 월, 일 여덟 자리입니다. 예: 20240131.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>묻는 중…</translation>
    </message>
    <message>
        <source>Shenton is not receiving.</source>
        <translation>지금은 아무도 Shenton으로 보낼 수 없습니다.</translation>
    </message>
    <message>
        <source>What is received is kept on this computer, in files that only you can read, and is not de-identified. Nothing goes over the network before you press a button here.</source>
        <translation>받은 것은 이 컴퓨터에 사용자만 읽을 수 있는 파일로 보관되며 비식별 처리되지 않습니다. 여기서 단추를 누르기 전에는 아무것도 네트워크로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>No study matches.</source>
        <translation>맞는 검사가 없습니다.</translation>
    </message>
    <message>
        <source>Stopped: {studies} found so far.</source>
        <translation>중지됨: 지금까지 {studies} 찾음.</translation>
    </message>
    <message>
        <source>{objects} refused.</source>
        <translation>{objects} 거부됨.</translation>
    </message>
    <message>
        <source>{reason} ({count}).</source>
        <translation>{reason}({count}개).</translation>
    </message>
    <message>
        <source>C-MOVE sends to our receiver: start receiving first.</source>
        <translation>C-MOVE는 우리 수신기로 보냅니다. 먼저 수신을 시작하십시오.</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>가져오는 중…</translation>
    </message>
    <message>
        <source>{what} {done} of {total}</source>
        <translation>{what} {done}/{total}</translation>
    </message>
    <message>
        <source>Stop receiving</source>
        <translation>수신 중지</translation>
    </message>
    <message>
        <source>Start receiving</source>
        <translation>수신 시작</translation>
    </message>
    <message>
        <source>{title} listens on port {port}.</source>
        <translation>{title}, 포트 {port}에서 수신 대기 중입니다.</translation>
    </message>
    <message>
        <source>{films} fetched, {failed} failed, stopped.</source>
        <translation>{films} 가져옴, {failed} 실패, 중지됨.</translation>
    </message>
    <message>
        <source>{films} fetched, {failed} failed.</source>
        <translation>{films} 가져옴, {failed} 실패.</translation>
    </message>
    <message>
        <source>{films} fetched, stopped.</source>
        <translation>{films} 가져옴, 중지됨.</translation>
    </message>
    <message>
        <source>{films} fetched.</source>
        <translation>{films} 가져옴.</translation>
    </message>
    <message>
        <source>{studies}, and more: narrow the search.</source>
        <translation>{studies} 이상입니다. 검색 범위를 좁히십시오.</translation>
    </message>
    <message>
        <source>{films} received.</source>
        <translation>{films} 수신함.</translation>
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
        <translation>주소</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Address (URL)</source>
        <translation>주소 (URL)</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Keep until Shenton closes</source>
        <translation>Shenton을 닫을 때까지 유지</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Trusted certificates</source>
        <translation>신뢰하는 인증서</translation>
    </message>
    <message>
        <source>Our certificate</source>
        <translation>우리 인증서</translation>
    </message>
    <message>
        <source>Our key</source>
        <translation>우리 키</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>변경…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>AE title of the PACS</source>
        <translation>PACS의 AE title</translation>
    </message>
    <message>
        <source>AE title of this computer</source>
        <translation>이 컴퓨터의 AE title</translation>
    </message>
    <message>
        <source>Port here</source>
        <translation>이 컴퓨터 포트</translation>
    </message>
    <message>
        <source>A PEM file</source>
        <translation>PEM 파일</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>PACS: {target}</source>
        <translation>PACS: {target}</translation>
    </message>
    <message>
        <source>Asking {where}…</source>
        <translation>{where}에 묻는 중…</translation>
    </message>
    <message>
        <source>✓ {where} answers.</source>
        <translation>✓ {where}: 응답이 있습니다.</translation>
    </message>
    <message>
        <source>{title} at {host}:{port}</source>
        <translation>{host}:{port}의 {title}</translation>
    </message>
    <message>
        <source>{where}, TLS</source>
        <translation>{where}, TLS</translation>
    </message>
    <message>
        <source>{where}, DICOMweb</source>
        <translation>{where}, DICOMweb</translation>
    </message>
    <message>
        <source>They will name the patients, so that the PACS files them with their studies.</source>
        <translation>PACS가 해당 검사에 넣을 수 있도록 환자 이름이 들어갑니다.</translation>
    </message>
    <message>
        <source>What to send</source>
        <translation>보낼 것</translation>
    </message>
    <message>
        <source>Send to the PACS</source>
        <translation>PACS로 보내기</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>They go to {target}.</source>
        <translation>{target}에 보냅니다.</translation>
    </message>
    <message>
        <source>{readings} will go to {target}.</source>
        <translation>{readings}을 {target}에 보냅니다.</translation>
    </message>
    <message>
        <source>{objects} sent to {where}</source>
        <translation>{objects}를 {where}에 보냄</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>중지됨</translation>
    </message>
    <message>
        <source>{objects} not taken: {why}</source>
        <translation>{objects} 받지 않음: {why}</translation>
    </message>
    <message>
        <source>Left out: {reason}</source>
        <translation>제외됨: {reason}</translation>
    </message>
    <message>
        <source>This model brings no ROC curve, so its threshold stays where its card has set it: nobody has measured what another one would do.</source>
        <translation>이 모델에는 ROC 곡선이 없어 임계값은 카드가 정한 대로 둡니다. 다른 임계값이 어떻게 될지 아무도 측정하지 않았습니다.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>임계값</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>민감도</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>특이도</translation>
    </message>
    <message>
        <source>Positive predictive value</source>
        <translation>양성 예측도</translation>
    </message>
    <message>
        <source>Negative predictive value</source>
        <translation>음성 예측도</translation>
    </message>
    <message>
        <source>The share of films called fracture that have one</source>
        <translation>양성 예측도: 골절이라고 한 영상 중 실제로 골절이 있는 비율</translation>
    </message>
    <message>
        <source>The share of films called no fracture that have none</source>
        <translation>음성 예측도: 골절이 없다고 한 영상 중 실제로 골절이 없는 비율</translation>
    </message>
    <message>
        <source>ROC curve of the model</source>
        <translation>모델의 ROC 곡선</translation>
    </message>
    <message>
        <source>1 − specificity</source>
        <translation>1 − 특이도</translation>
    </message>
    <message>
        <source>sensitivity</source>
        <translation>민감도</translation>
    </message>
    <message>
        <source>Operating point</source>
        <translation>작동점</translation>
    </message>
    <message>
        <source>Threshold along the curve</source>
        <translation>곡선 위의 임계값</translation>
    </message>
    <message>
        <source>Answer with this threshold</source>
        <translation>이 임계값으로 답하기</translation>
    </message>
    <message>
        <source>Back to the model&apos;s own</source>
        <translation>모델 자체 값으로</translation>
    </message>
    <message>
        <source>Films with a fracture, per cent</source>
        <translation>골절이 있는 영상의 백분율</translation>
    </message>
    <message>
        <source>fewer positives</source>
        <translation>양성 적게</translation>
    </message>
    <message>
        <source>more positives</source>
        <translation>양성 많이</translation>
    </message>
    <message>
        <source>Prevalence of fractures</source>
        <translation>골절 유병률</translation>
    </message>
    <message>
        <source>Measured on {films}. On other films the same threshold performs differently.</source>
        <translation>{films}에서 측정했습니다. 다른 필름에서는 같은 임계값도 성능이 다릅니다.</translation>
    </message>
    <message>
        <source>Measured on {films} ({n} with, {m} without a fracture). On other films the same threshold performs differently.</source>
        <translation>{films}(골절 있음 {n}, 없음 {m})에서 측정했습니다. 다른 필름에서는 같은 임계값도 성능이 다릅니다.</translation>
    </message>
    <message>
        <source>films that are not named</source>
        <translation>이름이 적히지 않은 영상</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>오른쪽</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>왼쪽</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>양쪽</translation>
    </message>
    <message>
        <source>Poor contrast</source>
        <translation>대비 부족</translation>
    </message>
    <message>
        <source>Poor contrast (Alt+1)</source>
        <translation>대비 부족 (Alt+1)</translation>
    </message>
    <message>
        <source>Positioning</source>
        <translation>자세 불량</translation>
    </message>
    <message>
        <source>Other fracture</source>
        <translation>다른 골절</translation>
    </message>
    <message>
        <source>On the lesion</source>
        <translation>병변 위</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>병변 옆</translation>
    </message>
    <message>
        <source>No lesion</source>
        <translation>병변 없음</translation>
    </message>
    <message>
        <source>Your pseudonym; click to change it</source>
        <translation>내 가명, 클릭하면 바꿉니다</translation>
    </message>
    <message>
        <source>Agree  ⏎</source>
        <translation>동의  ⏎</translation>
    </message>
    <message>
        <source>and next</source>
        <translation>후 다음</translation>
    </message>
    <message>
        <source>Agree or save, then the next film (Shift+Return)</source>
        <translation>동의 또는 저장 후 다음 영상 (Shift+Return)</translation>
    </message>
    <message>
        <source>Your reading</source>
        <translation>내 판독</translation>
    </message>
    <message>
        <source>Whole history…</source>
        <translation>전체 이력…</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>박스</translation>
    </message>
    <message>
        <source>A model&apos;s thresholds were set on films from elsewhere. Here they are set anew on the films of the list: with readings, or without where the share of fractures is known or can be estimated. The model itself does not change, and its own thresholds come back when the profile is left out.</source>
        <translation>모델의 임계값은 다른 곳의 영상으로 정해졌습니다. 여기서는 목록의 영상으로 임계값을 다시 정합니다. 판독이 있는 영상을 쓰거나, 골절의 비율을 알거나 추정할 수 있으면 판독 없이도 됩니다. 모델 자체는 바뀌지 않으며, 프로필을 쓰지 않으면 원래 임계값으로 돌아갑니다.</translation>
    </message>
    <message>
        <source>Called fracture</source>
        <translation>골절로 판정</translation>
    </message>
    <message>
        <source>sensitive</source>
        <translation>민감</translation>
    </message>
    <message>
        <source>specific</source>
        <translation>특이</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>점</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>지표</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>보정 전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>보정 후</translation>
    </message>
    <message>
        <source>Calibrate to this site</source>
        <translation>이 기관에 맞게 보정</translation>
    </message>
    <message>
        <source>this site</source>
        <translation>이 기관</translation>
    </message>
    <message>
        <source>By my department&apos;s readings</source>
        <translation>우리 과의 판독으로</translation>
    </message>
    <message>
        <source>Films without readings</source>
        <translation>판독 없는 영상으로</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>추정</translation>
    </message>
    <message>
        <source>Share of fractures</source>
        <translation>골절의 비율</translation>
    </message>
    <message>
        <source>Specificity wanted</source>
        <translation>원하는 특이도</translation>
    </message>
    <message>
        <source>Sensitivity wanted</source>
        <translation>원하는 민감도</translation>
    </message>
    <message>
        <source>Site profiles of this model</source>
        <translation>이 모델의 기관 프로필</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>파일 열기…</translation>
    </message>
    <message>
        <source>Profiles of this model</source>
        <translation>이 모델의 프로필</translation>
    </message>
    <message>
        <source>Rates before and after</source>
        <translation>보정 전후의 비율</translation>
    </message>
    <message>
        <source>Answer with these thresholds</source>
        <translation>이 임계값으로 답하기</translation>
    </message>
    <message>
        <source>Films in the list: {count}. Each is read and answered once.</source>
        <translation>목록의 영상: {count}장. 각 영상을 한 번 읽고 답합니다.</translation>
    </message>
    <message>
        <source>{films} of {patients}, {share} with a fracture ({how})</source>
        <translation>{patients}의 {films}, 골절 {share}({how})</translation>
    </message>
    <message>
        <source>It takes {needed} films without a fracture to estimate a specificity of {wanted} to within 5 percentage points.</source>
        <translation>골절 없는 영상 {needed}장이면 특이도 {wanted}를 5퍼센트포인트 이내로 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Left out, as the model gave no answer: {films}.</source>
        <translation>모델이 답하지 않아 제외함: {films}.</translation>
    </message>
    <message>
        <source>The list is empty: open a folder of the site&apos;s films first.</source>
        <translation>목록이 비어 있습니다. 먼저 이 기관의 영상 폴더를 여십시오.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>중지했습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>No profile yet</source>
        <translation>아직 프로필 없음</translation>
    </message>
    <message>
        <source>In force for films of this X-ray device from now on.</source>
        <translation>지금부터 이 X선 장비의 영상에 적용됩니다.</translation>
    </message>
    <message>
        <source>The model&apos;s own thresholds are in force again.</source>
        <translation>모델의 원래 임계값을 다시 사용합니다.</translation>
    </message>
    <message>
        <source>Removed.</source>
        <translation>삭제했습니다.</translation>
    </message>
    <message>
        <source>Open a site profile</source>
        <translation>기관 프로필 열기</translation>
    </message>
    <message>
        <source>Site profile (*.json)</source>
        <translation>기관 프로필 (*.json)</translation>
    </message>
    <message>
        <source>by readings</source>
        <translation>판독 기준</translation>
    </message>
    <message>
        <source>share of fractures stated</source>
        <translation>골절 비율 지정</translation>
    </message>
    <message>
        <source>share of fractures estimated</source>
        <translation>골절 비율 추정</translation>
    </message>
    <message>
        <source>X-ray device {device}</source>
        <translation>X선 장비 {device}</translation>
    </message>
    <message>
        <source>no device named</source>
        <translation>장비 이름 없음</translation>
    </message>
    <message>
        <source>Threshold “{name}”: {threshold:.3f}</source>
        <translation>임계값 “{name}”: {threshold:.3f}</translation>
    </message>
    <message>
        <source>“After” was measured on patients that did not set the threshold.</source>
        <translation>“보정 후”는 임계값을 정하는 데 쓰지 않은 환자에서 측정했습니다.</translation>
    </message>
    <message>
        <source>Films were not read: how many fractures are found is taken from the model&apos;s card.</source>
        <translation>판독이 없는 영상입니다. 골절을 얼마나 찾는지는 모델 카드의 값을 썼습니다.</translation>
    </message>
    <message>
        <source>Draw a box around the lesion</source>
        <translation>병변을 둘러싸는 박스를 그립니다</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Where does the heat map lie?</source>
        <translation>히트맵은 어디에 있습니까?</translation>
    </message>
    <message>
        <source>Comment (C); stays on this computer</source>
        <translation>메모 (C), 이 컴퓨터에만 남습니다</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>저장하는 중…</translation>
    </message>
    <message>
        <source>Poor positioning (Alt+2)</source>
        <translation>자세 불량 (Alt+2)</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>불확실</translation>
    </message>
    <message>
        <source>Implant</source>
        <translation>임플란트</translation>
    </message>
    <message>
        <source>Implant or foreign body (Alt+3)</source>
        <translation>임플란트 또는 이물 (Alt+3)</translation>
    </message>
    <message>
        <source>A fracture elsewhere (Alt+4)</source>
        <translation>다른 곳의 골절 (Alt+4)</translation>
    </message>
    <message>
        <source>Read on another file with the same picture: keep it for this film, or start empty.</source>
        <translation>같은 그림의 다른 파일에서 판독했습니다. 이 영상에도 유지하거나, 비우고 시작하십시오.</translation>
    </message>
    <message>
        <source>Start empty</source>
        <translation>비우고 시작</translation>
    </message>
    <message>
        <source>Side uncertain (Shift+S)</source>
        <translation>좌우 불확실 (Shift+S)</translation>
    </message>
    <message>
        <source>Choose a side</source>
        <translation>좌우를 고르십시오</translation>
    </message>
    <message>
        <source>Choose a class</source>
        <translation>분류를 고르십시오</translation>
    </message>
    <message>
        <source>Keep: {words}  ⏎</source>
        <translation>유지: {words}  ⏎</translation>
    </message>
    <message>
        <source>Agree: {words}  ⏎</source>
        <translation>동의: {words}  ⏎</translation>
    </message>
    <message>
        <source>Save: {words}  ⏎</source>
        <translation>저장: {words}  ⏎</translation>
    </message>
    <message>
        <source>Saved: {words}</source>
        <translation>저장됨: {words}</translation>
    </message>
    <message>
        <source>Differs from the model: {what}</source>
        <translation>모델과 다름: {what}</translation>
    </message>
    <message>
        <source>Made before files were recorded: nobody can say on which file. Answer once more, and it is recorded.</source>
        <translation>파일을 기록하기 전에 한 판독이어서 어느 파일에서 했는지 알 수 없습니다. 다시 답하면 기록됩니다.</translation>
    </message>
    <message>
        <source>What others answered to this film was on screen, so no independent answer to it counts any more.</source>
        <translation>다른 판독자의 답이 화면에 표시되었으므로 이 영상의 독립적인 답은 더 이상 인정되지 않습니다.</translation>
    </message>
    <message>
        <source>What others answered to this film was on screen, so no independent answer to it counts any more. Reading, Settle where readers differ: answer it there.</source>
        <translation>다른 판독자의 답이 화면에 표시되었으므로 이 영상의 독립적인 답은 더 이상 인정되지 않습니다. 메뉴 판독, 판독자 간 차이 조정에서 답하십시오.</translation>
    </message>
    <message>
        <source>✕ Nothing can be saved: the store is not open</source>
        <translation>✕ 저장할 수 없음: 저장소가 열려 있지 않습니다</translation>
    </message>
    <message>
        <source>Draft, not saved yet</source>
        <translation>초안, 아직 저장 안 됨</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>아직 판독 안 함</translation>
    </message>
    <message>
        <source>≠ Of another file</source>
        <translation>≠ 다른 파일의 판독</translation>
    </message>
    <message>
        <source>Saved ✓ {time}</source>
        <translation>저장됨 ✓ {time}</translation>
    </message>
    <message>
        <source>{words} · file not recorded</source>
        <translation>{words} · 파일 기록 없음</translation>
    </message>
    <message>
        <source>{words} · changed since</source>
        <translation>{words} · 이후 변경됨</translation>
    </message>
    <message>
        <source>There is nothing to settle.</source>
        <translation>조정할 것이 없습니다.</translation>
    </message>
    <message>
        <source>Others answered:</source>
        <translation>다른 판독자의 답:</translation>
    </message>
    <message>
        <source>You have answered this film yourself.</source>
        <translation>이 영상에 직접 답하셨습니다.</translation>
    </message>
    <message>
        <source>Settling where readers differ. {why}</source>
        <translation>판독자 간 차이를 조정하는 중입니다. {why}</translation>
    </message>
    <message>
        <source>confidence {confidence} %</source>
        <translation>확신 {confidence} %</translation>
    </message>
    <message>
        <source>Stores (*.sqlite);;All files (*)</source>
        <translation>저장소 (*.sqlite);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>The store of readings</source>
        <translation>판독 저장소</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행 정도</translation>
    </message>
    <message>
        <source>Every reading, correction and undo, on this computer only</source>
        <translation>모든 판독, 수정, 실행 취소가 이 컴퓨터에만 있습니다</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>점검</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>백업…</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>백업 복원…</translation>
    </message>
    <message>
        <source>Merge another store…</source>
        <translation>다른 저장소 병합…</translation>
    </message>
    <message>
        <source>Whether anything was changed outside the program.</source>
        <translation>프로그램 밖에서 바뀐 것이 있는지 확인합니다.</translation>
    </message>
    <message>
        <source>A whole, checked copy, as confidential as the store: its paths may name patients.</source>
        <translation>점검을 마친 전체 사본이며 저장소만큼 비밀로 다루어야 합니다. 경로에 환자 이름이 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Takes the place of the present store, which is kept beside it.</source>
        <translation>현재 저장소를 대신합니다. 현재 저장소는 옆에 보관됩니다.</translation>
    </message>
    <message>
        <source>Takes in what another workstation&apos;s store holds and this one lacks.</source>
        <translation>다른 워크스테이션의 저장소에만 있는 것을 가져옵니다.</translation>
    </message>
    <message>
        <source>The store is not open. A backup can be restored.</source>
        <translation>저장소가 열려 있지 않습니다. 백업을 복원할 수 있습니다.</translation>
    </message>
    <message>
        <source>Last backup: {backup}.</source>
        <translation>마지막 백업: {backup}.</translation>
    </message>
    <message>
        <source>Never backed up.</source>
        <translation>백업한 적이 없습니다.</translation>
    </message>
    <message>
        <source>Checking the file, its rows and the chain that records every change…</source>
        <translation>파일과 행, 모든 변경을 기록한 사슬을 점검하는 중…</translation>
    </message>
    <message>
        <source>✓ The store is whole; {steps:,} steps of its history verified.</source>
        <translation>✓ 저장소에 이상이 없습니다. 이력 {steps:,}단계를 확인했습니다.</translation>
    </message>
    <message>
        <source>Back up the store</source>
        <translation>저장소 백업</translation>
    </message>
    <message>
        <source>Copying and checking the copy…</source>
        <translation>복사하고 사본을 점검하는 중…</translation>
    </message>
    <message>
        <source>✓ Backed up to {target}.</source>
        <translation>✓ {target}에 백업했습니다.</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>백업 복원</translation>
    </message>
    <message>
        <source>Put this backup in the place of the present store?</source>
        <translation>현재 저장소 자리에 이 백업을 놓을까요?</translation>
    </message>
    <message>
        <source>Readings made since the backup will not be shown. The present store is kept beside it.</source>
        <translation>백업 뒤에 한 판독은 보이지 않게 됩니다. 현재 저장소는 옆에 보관됩니다.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>복원</translation>
    </message>
    <message>
        <source>Checking the backup and putting it in place…</source>
        <translation>백업을 점검하고 제자리에 놓는 중…</translation>
    </message>
    <message>
        <source>The store as it was: {kept}.</source>
        <translation>이전 상태의 저장소: {kept}.</translation>
    </message>
    <message>
        <source>✓ Restored.</source>
        <translation>✓ 복원했습니다.</translation>
    </message>
    <message>
        <source>Merge another store</source>
        <translation>다른 저장소 병합</translation>
    </message>
    <message>
        <source>Checking both stores and taking in what is new…</source>
        <translation>두 저장소를 점검하고 새로운 것을 가져오는 중…</translation>
    </message>
    <message>
        <source>{readings} of {films} by {readers}.</source>
        <translation>{readings}, {films}, {readers}.</translation>
    </message>
    <message>
        <source>The model&apos;s answer</source>
        <translation>모델의 답</translation>
    </message>
    <message>
        <source>H hides the heat map</source>
        <translation>H를 누르면 히트맵을 숨깁니다</translation>
    </message>
    <message>
        <source>No heat map.</source>
        <translation>히트맵이 없습니다.</translation>
    </message>
    <message>
        <source>Suspicion</source>
        <translation>의심도</translation>
    </message>
    <message>
        <source>Not marked yet</source>
        <translation>아직 표시 안 함</translation>
    </message>
    <message>
        <source>✓ Marked on the film</source>
        <translation>✓ 영상에 표시함</translation>
    </message>
    <message>
        <source>Reader studies</source>
        <translation>판독 연구</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>연구</translation>
    </message>
    <message>
        <source>New study…</source>
        <translation>새 연구…</translation>
    </message>
    <message>
        <source>Open a study…</source>
        <translation>연구 열기…</translation>
    </message>
    <message>
        <source>A study lets physicians and the model read the same films. It is designed here, locked, sent to the readers as one file each, merged from what they send back, and reported.</source>
        <translation>연구에서는 의사와 모델이 같은 영상을 판독합니다. 여기서 설계하고 잠근 뒤 판독자마다 파일 하나로 보내고, 돌아온 것을 병합해 보고합니다.</translation>
    </message>
    <message>
        <source>Begin with New study: it asks for a folder of films with a reference standard.</source>
        <translation>새 연구로 시작하십시오. 참조 표준이 있는 영상 폴더를 묻습니다.</translation>
    </message>
    <message>
        <source>No study yet</source>
        <translation>아직 연구가 없습니다</translation>
    </message>
    <message>
        <source>Open a study&apos;s folder</source>
        <translation>연구 폴더 열기</translation>
    </message>
    <message>
        <source>Taken off the list; nothing on the disk changed.</source>
        <translation>목록에서 뺐습니다. 디스크에서는 아무것도 바뀌지 않았습니다.</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>중지했습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Lock the study? From then on films, protocol and readers cannot change.</source>
        <translation>연구를 잠글까요? 그 뒤로는 영상, 프로토콜, 판독자를 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} {version} answers every film now, and those answers are what is shown.</source>
        <translation>지금 {name} {version}이(가) 모든 영상에 답하며, 그 답이 그대로 표시됩니다.</translation>
    </message>
    <message>
        <source>No model is in use: the study has no model&apos;s answers.</source>
        <translation>사용 중인 모델이 없어 연구에 모델의 답이 없습니다.</translation>
    </message>
    <message>
        <source>Lock the study</source>
        <translation>연구 잠금</translation>
    </message>
    <message>
        <source>Reading the films:</source>
        <translation>영상 읽기:</translation>
    </message>
    <message>
        <source>✓ Locked with {films}.</source>
        <translation>✓ {films}으로 잠갔습니다.</translation>
    </message>
    <message>
        <source>Writing the films:</source>
        <translation>영상 쓰기:</translation>
    </message>
    <message>
        <source>✓ The packs are in {folder}. Send each reader the key separately.</source>
        <translation>✓ 팩은 {folder}에 있습니다. 키는 판독자마다 따로 보내십시오.</translation>
    </message>
    <message>
        <source>Result packs (*{suffix})</source>
        <translation>결과 팩 (*{suffix})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Merge result packs</source>
        <translation>결과 팩 병합</translation>
    </message>
    <message>
        <source>Not merged: drop them again when what is being done has ended.</source>
        <translation>병합하지 않았습니다. 진행 중인 작업이 끝난 뒤 다시 끌어다 놓으십시오.</translation>
    </message>
    <message>
        <source>Open the study that this result belongs to, then drop it here again.</source>
        <translation>이 결과가 속한 연구를 연 다음 여기에 다시 놓으십시오.</translation>
    </message>
    <message>
        <source>Merging:</source>
        <translation>병합:</translation>
    </message>
    <message>
        <source>Report into a folder</source>
        <translation>보고서를 쓸 폴더</translation>
    </message>
    <message>
        <source>Writing the report: step</source>
        <translation>보고서 쓰기: 단계</translation>
    </message>
    <message>
        <source>✓ The report is in {folder}</source>
        <translation>✓ 보고서는 {folder}에 있습니다</translation>
    </message>
    <message>
        <source>✕ {file}: {reason}</source>
        <translation>✕ {file}: {reason}</translation>
    </message>
    <message>
        <source>✓ {reader}: {answers} merged, {missing} missing</source>
        <translation>✓ {reader}: {answers} 병합됨, {missing} 없음</translation>
    </message>
    <message>
        <source>✓ {reader}: {answers} merged</source>
        <translation>✓ {reader}: {answers} 병합함</translation>
    </message>
    <message>
        <source>Study packs (*{suffix})</source>
        <translation>연구 팩 (*{suffix})</translation>
    </message>
    <message>
        <source>Read a study</source>
        <translation>연구 판독</translation>
    </message>
    <message>
        <source>no result yet</source>
        <translation>아직 결과 없음</translation>
    </message>
    <message>
        <source>Designed, not locked: everything can still change.</source>
        <translation>설계됨, 잠기지 않음: 아직 모두 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Locked on {day}: films, protocol and model cannot change.</source>
        <translation>{day}에 잠김: 영상, 프로토콜, 모델을 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>Lock the study when films, readers and questions are as you want them.</source>
        <translation>영상, 판독자, 질문이 원하는 대로 되면 연구를 잠그십시오.</translation>
    </message>
    <message>
        <source>{count} reader has not sent a result yet. Merge what comes, or drop it here.</source>
        <translation>판독자 {count}명이 아직 결과를 보내지 않았습니다. 들어온 것을 병합하거나 여기에 놓으십시오.</translation>
    </message>
    <message>
        <source>{count} readers have not sent a result yet. Merge what comes, or drop it here.</source>
        <translation>판독자 {count}명이 아직 결과를 보내지 않았습니다. 들어온 것을 병합하거나 여기에 놓으십시오.</translation>
    </message>
    <message>
        <source>Every reader has sent a result. Make the report.</source>
        <translation>모든 판독자가 결과를 보냈습니다. 보고서를 만드십시오.</translation>
    </message>
    <message>
        <source>Folder: {folder}</source>
        <translation>폴더: {folder}</translation>
    </message>
    <message>
        <source>Films: {folder}, {some}</source>
        <translation>영상: {folder}, {some}</translation>
    </message>
    <message>
        <source>Model: {name}, SHA-256 {sha}…</source>
        <translation>모델: {name}, SHA-256 {sha}…</translation>
    </message>
    <message>
        <source>Study {sha}…, seed {seed}</source>
        <translation>연구 {sha}…, 시드 {seed}</translation>
    </message>
    <message>
        <source>{broken} with a fracture</source>
        <translation>골절 {broken}장</translation>
    </message>
    <message>
        <source>{normal} without</source>
        <translation>골절 없음 {normal}장</translation>
    </message>
    <message>
        <source>{count} for practice</source>
        <translation>연습용 {count}장</translation>
    </message>
    <message>
        <source>{films}: {kinds}</source>
        <translation>{films}: {kinds}</translation>
    </message>
    <message>
        <source>Unaided: each film is read without the model</source>
        <translation>비보조: 모든 영상을 모델 없이 판독</translation>
    </message>
    <message>
        <source>Aided: each film is read with the model&apos;s answer</source>
        <translation>보조: 모든 영상을 모델의 답과 함께 판독</translation>
    </message>
    <message>
        <source>Sequential: rate, lock, see the model&apos;s answer, rate again</source>
        <translation>순차: 평가, 확정, 모델의 답 확인, 다시 평가</translation>
    </message>
    <message>
        <source>Make the packs, send each reader the file, and the key separately.</source>
        <translation>팩을 만들어 판독자마다 파일을 보내고, 키는 따로 보내십시오.</translation>
    </message>
    <message>
        <source>fracture yes or no</source>
        <translation>골절 여부</translation>
    </message>
    <message>
        <source>AO/OTA class</source>
        <translation>AO/OTA 분류</translation>
    </message>
    <message>
        <source>suspicion 0 to 100</source>
        <translation>의심도 0~100</translation>
    </message>
    <message>
        <source>suspicion in six steps</source>
        <translation>의심도 6단계</translation>
    </message>
    <message>
        <source>place</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>verdict on the map</source>
        <translation>히트맵 판정</translation>
    </message>
    <message>
        <source>Asked: {questions}; {count} s an answer</source>
        <translation>질문: {questions}; 답변당 {count}초</translation>
    </message>
    <message>
        <source>Asked: {questions}</source>
        <translation>질문: {questions}</translation>
    </message>
    <message>
        <source>✓ complete: {answers}</source>
        <translation>✓ 모두 있음: {answers}</translation>
    </message>
    <message>
        <source>{answers}, {missing} missing</source>
        <translation>{answers}, {missing}개 없음</translation>
    </message>
    <message>
        <source>{count} not in the study</source>
        <translation>연구 제외 {count}장</translation>
    </message>
    <message>
        <source>Crossover: without and with the model, {days} apart</source>
        <translation>교차 설계: 모델 없이와 모델과 함께, 간격 {days}</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>group</source>
        <translation>군</translation>
    </message>
    <message>
        <source>class</source>
        <translation>분류</translation>
    </message>
    <message>
        <source>stratum</source>
        <translation>층</translation>
    </message>
    <message>
        <source>all of them</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>drawn by {what}: {take}</source>
        <translation>{what} 기준 추출: {take}</translation>
    </message>
    <message>
        <source>area under the ROC curve (AUC)</source>
        <translation>ROC 곡선 아래 면적(AUC)</translation>
    </message>
    <message>
        <source>share of fractures found (sensitivity)</source>
        <translation>골절을 찾아낸 비율(민감도)</translation>
    </message>
    <message>
        <source>share of films without a fracture called so (specificity)</source>
        <translation>골절 없는 영상을 골절 없음으로 판정한 비율(특이도)</translation>
    </message>
    <message>
        <source>with the model</source>
        <translation>모델 보조</translation>
    </message>
    <message>
        <source>without the model</source>
        <translation>모델 비보조</translation>
    </message>
    <message>
        <source>readers {arm} against the model alone</source>
        <translation>{arm} 판독자 대 모델 단독</translation>
    </message>
    <message>
        <source>readers {first} against readers {second}</source>
        <translation>{first} 판독자 대 {second} 판독자</translation>
    </message>
    <message>
        <source>No primary question: every comparison in the report will be called exploratory.</source>
        <translation>일차 질문 없음: 보고서의 모든 비교는 탐색적인 것으로 표시됩니다.</translation>
    </message>
    <message>
        <source>the model alone</source>
        <translation>모델 단독</translation>
    </message>
    <message>
        <source>To show: the {figure} of the readers {first} is higher than {second} (two-sided error {alpha} %).</source>
        <translation>입증할 것: {first} 판독자의 지표 “{figure}”가 {second}보다 높음(양측 오류 {alpha} %).</translation>
    </message>
    <message>
        <source>To show: the {figure} of the readers {first} is not lower than {second} by more than {margin} (one-sided error {alpha} %: the lower end of the {level} % interval decides).</source>
        <translation>입증할 것: {first} 판독자의 {figure}이(가) {second}보다 {margin} 넘게 낮지 않음(단측 오류 {alpha} %: {level} % 구간의 하한으로 판정).</translation>
    </message>
    <message>
        <source>To show: the {figure} of the readers {first} differs from {second} by less than {margin} (each side&apos;s error {alpha} %: the whole {level} % interval lies within).</source>
        <translation>입증할 것: {first} 판독자의 {figure}이(가) {second}와(과) {margin} 미만으로 다름(각 측의 오류 {alpha} %: {level} % 구간 전체가 그 안에 있음).</translation>
    </message>
    <message>
        <source>Journals and regulators take 2.5 % for non-inferiority.</source>
        <translation>학술지와 규제 기관은 비열등성에 2.5 %를 씁니다.</translation>
    </message>
    <message>
        <source>sharing the error with the first by Holm</source>
        <translation>Holm 방법으로 첫째와 오류를 나눔</translation>
    </message>
    <message>
        <source>Then, {rule}: {figures}.</source>
        <translation>이어서({rule}): {figures}.</translation>
    </message>
    <message>
        <source>adjusted by Holm</source>
        <translation>Holm 보정</translation>
    </message>
    <message>
        <source>each only if the one before was shown</source>
        <translation>앞의 것이 입증될 때만 다음으로</translation>
    </message>
    <message>
        <source>a reader&apos;s yes</source>
        <translation>판독자의 “예”</translation>
    </message>
    <message>
        <source>a rating of {rating} or more</source>
        <translation>평점 {rating} 이상</translation>
    </message>
    <message>
        <source>a model&apos;s probability at its own threshold or above</source>
        <translation>모델의 확률이 자체 임계값 이상</translation>
    </message>
    <message>
        <source>a model&apos;s probability of {p} or more</source>
        <translation>모델의 확률 {p} 이상</translation>
    </message>
    <message>
        <source>Counts as a fracture: {readers}; {model}.</source>
        <translation>골절로 보는 기준: {readers}, {model}.</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>남은 시간</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Your locked answer: {answer}</source>
        <translation>확정한 답: {answer}</translation>
    </message>
    <message>
        <source>Reference: {truth}</source>
        <translation>참조 표준: {truth}</translation>
    </message>
    <message>
        <source>✓ Your answer agrees: {answer}</source>
        <translation>✓ 답이 일치합니다: {answer}</translation>
    </message>
    <message>
        <source>✕ Your answer differs: {answer}</source>
        <translation>✕ 답이 다릅니다: {answer}</translation>
    </message>
    <message>
        <source>Reading the film…</source>
        <translation>영상을 읽는 중…</translation>
    </message>
    <message>
        <source>you</source>
        <translation>나</translation>
    </message>
    <message>
        <source>Open a study pack</source>
        <translation>연구 팩 열기</translation>
    </message>
    <message>
        <source>Looking at the study pack…</source>
        <translation>연구 팩을 살펴보는 중…</translation>
    </message>
    <message>
        <source>Whoever runs the study sends you the key separately from the pack.</source>
        <translation>연구 담당자가 키를 팩과 따로 보내 줍니다.</translation>
    </message>
    <message>
        <source>Key, such as ABCD-EFGH-…</source>
        <translation>키, 예: ABCD-EFGH-…</translation>
    </message>
    <message>
        <source>Reader&apos;s key</source>
        <translation>판독자의 키</translation>
    </message>
    <message>
        <source>The study pack is being unpacked</source>
        <translation>연구 팩을 푸는 중</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Study pack for the reader {code}</source>
        <translation>판독자 {code}의 연구 팩</translation>
    </message>
    <message>
        <source>This study pack cannot be opened</source>
        <translation>이 연구 팩을 열 수 없습니다</translation>
    </message>
    <message>
        <source>New study</source>
        <translation>새 연구</translation>
    </message>
    <message>
        <source>Change the study</source>
        <translation>연구 변경</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>판독</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>How many?</source>
        <translation>몇 장?</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Create the study</source>
        <translation>연구 만들기</translation>
    </message>
    <message>
        <source>Save the changes</source>
        <translation>변경 저장</translation>
    </message>
    <message>
        <source>Throw away what you have entered?</source>
        <translation>입력한 내용을 버리시겠습니까?</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Keep for later</source>
        <translation>나중을 위해 보관</translation>
    </message>
    <message>
        <source>Keep on</source>
        <translation>계속하기</translation>
    </message>
    <message>
        <source>Name at least one reader.</source>
        <translation>판독자를 한 명 이상 적으십시오.</translation>
    </message>
    <message>
        <source>What the readers see, such as Hip fractures 2026</source>
        <translation>판독자에게 보이는 제목, 예: 고관절 골절 2026</translation>
    </message>
    <message>
        <source>Study&apos;s folder</source>
        <translation>연구 폴더</translation>
    </message>
    <message>
        <source>A new folder for the study</source>
        <translation>연구를 위한 새 폴더</translation>
    </message>
    <message>
        <source>Folder with the films</source>
        <translation>영상이 있는 폴더</translation>
    </message>
    <message>
        <source>CSV with film and truth; empty: the folder&apos;s own truth</source>
        <translation>film과 truth가 있는 CSV. 비우면 폴더 자체의 정답</translation>
    </message>
    <message>
        <source>Reference standard</source>
        <translation>참조 표준</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>표본 추출</translation>
    </message>
    <message>
        <source>every film</source>
        <translation>모든 영상</translation>
    </message>
    <message>
        <source>so many with and without a fracture</source>
        <translation>골절 유무별로 정한 수만큼</translation>
    </message>
    <message>
        <source>so many of each group (normal, A, B)</source>
        <translation>군(정상, A, B)마다 정한 수만큼</translation>
    </message>
    <message>
        <source>so many of each AO/OTA class</source>
        <translation>AO/OTA 분류마다 정한 수만큼</translation>
    </message>
    <message>
        <source>so many of each value of the column stratum</source>
        <translation>stratum 열의 값마다 정한 수만큼</translation>
    </message>
    <message>
        <source>There are</source>
        <translation>있는 수</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>추출 수</translation>
    </message>
    <message>
        <source>Films of each kind</source>
        <translation>종류별 영상</translation>
    </message>
    <message>
        <source>Practice films</source>
        <translation>연습 영상</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>참조 표준</translation>
    </message>
    <message>
        <source>Looking at the reference standard…</source>
        <translation>참조 표준을 살펴보는 중…</translation>
    </message>
    <message>
        <source>Take of {kind}</source>
        <translation>{kind} 추출 수</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(비어 있음)</translation>
    </message>
    <message>
        <source>Give the study a title.</source>
        <translation>연구 제목을 적으십시오.</translation>
    </message>
    <message>
        <source>Choose a folder for the study.</source>
        <translation>연구 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>Choose a folder of films with a reference standard.</source>
        <translation>참조 표준이 있는 영상 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>Unaided: physicians alone; the model is compared afterwards</source>
        <translation>비보조: 의사만 판독하고 모델은 나중에 비교</translation>
    </message>
    <message>
        <source>Aided: every film with the model&apos;s answer and map</source>
        <translation>보조: 모든 영상에 모델의 답과 히트맵</translation>
    </message>
    <message>
        <source>Crossover: every film twice, without and with, a wash-out between</source>
        <translation>교차: 모든 영상을 두 번, 모델 없이와 함께, 사이에 워시아웃</translation>
    </message>
    <message>
        <source>Wash-out</source>
        <translation>워시아웃</translation>
    </message>
    <message>
        <source> days</source>
        <translation>일</translation>
    </message>
    <message>
        <source>from 0 to 100</source>
        <translation>0~100</translation>
    </message>
    <message>
        <source>in six steps</source>
        <translation>6단계</translation>
    </message>
    <message>
        <source>not asked (no ROC curve)</source>
        <translation>묻지 않음(ROC 곡선 없음)</translation>
    </message>
    <message>
        <source>AO/OTA class of a fracture</source>
        <translation>골절의 AO/OTA 분류</translation>
    </message>
    <message>
        <source>Place of a fracture</source>
        <translation>골절 위치</translation>
    </message>
    <message>
        <source>Verdict on the heat map</source>
        <translation>히트맵 판정</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>시간 제한</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 초</translation>
    </message>
    <message>
        <source>Readers may go back to the film before</source>
        <translation>판독자가 이전 영상으로 돌아갈 수 있음</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>판독 조건</translation>
    </message>
    <message>
        <source>Also ask</source>
        <translation>추가 질문</translation>
    </message>
    <message>
        <source>Pseudonym</source>
        <translation>가명</translation>
    </message>
    <message>
        <source>Specialty</source>
        <translation>전문 분야</translation>
    </message>
    <message>
        <source>Years in practice</source>
        <translation>경력 연수</translation>
    </message>
    <message>
        <source>Pseudonyms only, such as R1. Who is who stays outside the program.</source>
        <translation>R1 같은 가명만 쓰십시오. 누가 누구인지는 프로그램 밖에 둡니다.</translation>
    </message>
    <message>
        <source>More lines</source>
        <translation>줄 추가</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>연수</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>팩</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>답</translation>
    </message>
    <message>
        <source>Readers of the study</source>
        <translation>연구의 판독자</translation>
    </message>
    <message>
        <source>Lock the study…</source>
        <translation>연구 잠금…</translation>
    </message>
    <message>
        <source>Make packs</source>
        <translation>팩 만들기</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>키 복사</translation>
    </message>
    <message>
        <source>Merge results…</source>
        <translation>결과 병합…</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>보고서…</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>목록에서 제거</translation>
    </message>
    <message>
        <source>Nothing on the disk changes</source>
        <translation>디스크의 것은 바뀌지 않습니다</translation>
    </message>
    <message>
        <source>✓ made</source>
        <translation>✓ 만듦</translation>
    </message>
    <message>
        <source>Make {packs}</source>
        <translation>{packs} 만들기</translation>
    </message>
    <message>
        <source>Make all packs</source>
        <translation>모든 팩 만들기</translation>
    </message>
    <message>
        <source>The key of {code} was copied.</source>
        <translation>{code}의 키를 복사했습니다.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>나가기</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>중지하는 중…</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>아직 아님</translation>
    </message>
    <message>
        <source>Is there a hip fracture?</source>
        <translation>고관절 골절이 있습니까?</translation>
    </message>
    <message>
        <source>Decide beforehand what the study is to show</source>
        <translation>연구가 입증할 것을 미리 정하기</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>비교 대상</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>주장</translation>
    </message>
    <message>
        <source>is better</source>
        <translation>더 나음</translation>
    </message>
    <message>
        <source>is not worse by more than the margin</source>
        <translation>한계를 넘어 나쁘지 않음</translation>
    </message>
    <message>
        <source>is the same within the margin</source>
        <translation>한계 안에서 같음</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>한계</translation>
    </message>
    <message>
        <source>Type I error (alpha)</source>
        <translation>제1종 오류(알파)</translation>
    </message>
    <message>
        <source>Rule for several endpoints</source>
        <translation>여러 평가변수의 규칙</translation>
    </message>
    <message>
        <source>one after the other (fixed sequence)</source>
        <translation>차례로 하나씩(고정 순서)</translation>
    </message>
    <message>
        <source>Answers used</source>
        <translation>사용할 답</translation>
    </message>
    <message>
        <source>every answer</source>
        <translation>모든 답</translation>
    </message>
    <message>
        <source>complete cases</source>
        <translation>완전한 증례만</translation>
    </message>
    <message>
        <source>Readers: by their rating, from</source>
        <translation>판독자: 평점 기준, 이상</translation>
    </message>
    <message>
        <source>Cut-off of the readers</source>
        <translation>판독자의 절단값</translation>
    </message>
    <message>
        <source>Model: from a probability of</source>
        <translation>모델: 확률 기준, 이상</translation>
    </message>
    <message>
        <source>Cut-off of the model</source>
        <translation>모델의 절단값</translation>
    </message>
    <message>
        <source>Verdict by one threshold, without “possible”</source>
        <translation>“가능성 있음” 없이 임계값 하나로 판정</translation>
    </message>
    <message>
        <source>Then also</source>
        <translation>이어서 볼 것</translation>
    </message>
    <message>
        <source>By the rule</source>
        <translation>적용 규칙</translation>
    </message>
    <message>
        <source>Fracture</source>
        <translation>골절</translation>
    </message>
    <message>
        <source>No fracture</source>
        <translation>골절 없음</translation>
    </message>
    <message>
        <source>Which AO/OTA class?</source>
        <translation>AO/OTA 분류는 무엇입니까?</translation>
    </message>
    <message>
        <source>Lock the answer</source>
        <translation>답 확정</translation>
    </message>
    <message>
        <source>How likely is a fracture?</source>
        <translation>골절일 가능성은 얼마입니까?</translation>
    </message>
    <message>
        <source>0 to 100</source>
        <translation>0~100</translation>
    </message>
    <message>
        <source>Where is the fracture?</source>
        <translation>골절은 어디에 있습니까?</translation>
    </message>
    <message>
        <source>click, or arrow keys</source>
        <translation>클릭 또는 화살표 키</translation>
    </message>
    <message>
        <source>Shenton reader study</source>
        <translation>Shenton 판독 연구</translation>
    </message>
    <message>
        <source>Opening the study…</source>
        <translation>연구를 여는 중…</translation>
    </message>
    <message>
        <source>Session {number} of {all} can begin then.</source>
        <translation>{all}회 중 {number}회차는 그때 시작할 수 있습니다.</translation>
    </message>
    <message>
        <source>Please come back on {day}</source>
        <translation>{day}에 다시 오십시오</translation>
    </message>
    <message>
        <source>session {number} of {all}</source>
        <translation>{all}회 중 {number}회차</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>The sessions lie {days} apart, so that no answer comes from memory. Your answers so far are kept.</source>
        <translation>기억으로 답하지 않도록 판독 회차 사이에 {days} 간격을 둡니다. 지금까지의 답은 보관됩니다.</translation>
    </message>
    <message>
        <source>You read as {code}.</source>
        <translation>판독자 코드: {code}</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>{where}. The film is covered and its time stands still.</source>
        <translation>{where}. 영상은 가려지고 시간은 멈춰 있습니다.</translation>
    </message>
    <message>
        <source>Thank you</source>
        <translation>감사합니다</translation>
    </message>
    <message>
        <source>Every film is answered.</source>
        <translation>모든 영상에 답했습니다.</translation>
    </message>
    <message>
        <source>Make the result pack and send this one file back to whoever runs the study.</source>
        <translation>결과 팩을 만들어 이 파일 하나를 연구 담당자에게 보내 주십시오.</translation>
    </message>
    <message>
        <source>Make the result pack…</source>
        <translation>결과 팩 만들기…</translation>
    </message>
    <message>
        <source>The study could not be opened</source>
        <translation>연구를 열 수 없습니다</translation>
    </message>
    <message>
        <source>{where} cannot be shown</source>
        <translation>표시할 수 없음: {where}</translation>
    </message>
    <message>
        <source>Your answers so far are kept.</source>
        <translation>지금까지의 답은 보관되어 있습니다.</translation>
    </message>
    <message>
        <source>Make the result pack</source>
        <translation>결과 팩 만들기</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>쓰는 중…</translation>
    </message>
    <message>
        <source>✓ Written to {path}</source>
        <translation>✓ {path}에 썼습니다</translation>
    </message>
    <message>
        <source>Margin (0 asks whether the arms differ)</source>
        <translation>한계(0이면 두 조건이 다른지를 묻습니다)</translation>
    </message>
    <message>
        <source>The claim is of these very readers only</source>
        <translation>주장은 바로 이 판독자들에게만 해당</translation>
    </message>
    <message>
        <source>Groups of readers, each with films of its own</source>
        <translation>서로 다른 영상을 읽는 판독자 그룹 수</translation>
    </message>
    <message>
        <source>Films a patient, on average</source>
        <translation>환자당 평균 영상 수</translation>
    </message>
    <message>
        <source>How exact is a sensitivity or specificity?</source>
        <translation>민감도나 특이도를 얼마나 정확히 알 수 있습니까?</translation>
    </message>
    <message>
        <source>half width</source>
        <translation>반폭</translation>
    </message>
    <message>
        <source>Expected proportion</source>
        <translation>예상 비율</translation>
    </message>
    <message>
        <source>Half width of its 95 % interval</source>
        <translation>95 % 신뢰구간의 반폭</translation>
    </message>
    <message>
        <source>Share of such films</source>
        <translation>그런 영상의 비율</translation>
    </message>
    <message>
        <source>Is reading with the model not worse than without (same films)?</source>
        <translation>모델과 함께 한 판독이 모델 없이보다 나쁘지 않습니까(같은 영상)?</translation>
    </message>
    <message>
        <source>power</source>
        <translation>검정력</translation>
    </message>
    <message>
        <source>Expected without the model</source>
        <translation>모델 없이 예상되는 값</translation>
    </message>
    <message>
        <source>Expected with the model</source>
        <translation>모델과 함께 예상되는 값</translation>
    </message>
    <message>
        <source>Margin (0 asks whether it is better)</source>
        <translation>한계(0이면 더 나은지를 묻습니다)</translation>
    </message>
    <message>
        <source>Do two arms differ, over readers and films? From what I expect</source>
        <translation>두 판독 조건이 판독자와 영상 전체에서 다릅니까? 예상값으로</translation>
    </message>
    <message>
        <source>Difference of the arms</source>
        <translation>두 조건의 차이</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>비교할 지표</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC(곡선 아래 면적)</translation>
    </message>
    <message>
        <source>specificity</source>
        <translation>특이도</translation>
    </message>
    <message>
        <source>Expected mean of the readers</source>
        <translation>판독자 평균의 예상값</translation>
    </message>
    <message>
        <source>One reader, reading twice: largest difference</source>
        <translation>같은 판독자가 두 번 읽을 때 최대 차이</translation>
    </message>
    <message>
        <source>Share of films with a fracture</source>
        <translation>골절이 있는 영상의 비율</translation>
    </message>
    <message>
        <source>Do two arms differ, over readers and films? From a pilot</source>
        <translation>두 판독 조건이 판독자와 영상 전체에서 다릅니까? 예비 연구로</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>검정력</translation>
    </message>
    <message>
        <source>Correlation between a patient&apos;s films (0 to 1)</source>
        <translation>한 환자 영상들의 상관(0~1)</translation>
    </message>
    <message>
        <source>Range of the readers (best minus worst)</source>
        <translation>최고 판독자와 최저 판독자의 차이</translation>
    </message>
    <message>
        <source>Pilot: arm by reader</source>
        <translation>예비: 조건과 판독자</translation>
    </message>
    <message>
        <source>Pilot: error variance</source>
        <translation>예비: 오차 분산</translation>
    </message>
    <message>
        <source>Pilot: Cov1 (same reader, other arm)</source>
        <translation>예비: Cov1(같은 판독자, 다른 조건)</translation>
    </message>
    <message>
        <source>Pilot: Cov2 (other reader, same arm)</source>
        <translation>예비: Cov2(다른 판독자, 같은 조건)</translation>
    </message>
    <message>
        <source>Pilot: Cov3 (other reader, other arm)</source>
        <translation>예비: Cov3(다른 판독자, 다른 조건)</translation>
    </message>
    <message>
        <source>Pilot: films</source>
        <translation>예비: 영상 수</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>계산</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>계산하는 중…</translation>
    </message>
    <message>
        <source>{films} if they were of as many patients; with several a patient, {patients} patients</source>
        <translation>환자 수가 같다면 {films}, 환자당 여러 장이면 환자 {patients}명</translation>
    </message>
    <message>
        <source>No number of films is enough; take more readers.</source>
        <translation>몇 장이어도 충분하지 않습니다. 판독자를 늘리십시오.</translation>
    </message>
    <message>
        <source>No number of films is enough: the power is {power:.3f} at most, with {films}.</source>
        <translation>몇 장이어도 충분하지 않습니다. 검정력은 {films}에서 최대 {power:.3f}입니다.</translation>
    </message>
    <message>
        <source>With as many films, {readers} readers would be enough.</source>
        <translation>같은 수의 영상이면 판독자 {readers}명으로 충분합니다.</translation>
    </message>
    <message>
        <source>{films} of that kind, {total} in all</source>
        <translation>그런 종류의 {films}, 모두 {total}장</translation>
    </message>
    <message>
        <source>Power over films, a line for each number of readers</source>
        <translation>영상 수에 따른 검정력, 판독자 수마다 선 하나</translation>
    </message>
    <message>
        <source>They give a {what} of {value:.3f}. Source: {method}</source>
        <translation>{what}은(는) {value:.3f}입니다. 출처: {method}</translation>
    </message>
    <message>
        <source>Verify statistics</source>
        <translation>통계 검증</translation>
    </message>
    <message>
        <source>Each figure is computed on this machine and compared with a published or hand-worked value.</source>
        <translation>각 수치를 이 컴퓨터에서 계산해 출판되었거나 손으로 계산한 값과 비교합니다.</translation>
    </message>
    <message>
        <source>The checks are running</source>
        <translation>점검하는 중</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>기준값</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>계산값</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>Checks, expected against computed</source>
        <translation>점검, 기준값과 계산값</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>텍스트로 복사</translation>
    </message>
    <message>
        <source>Save as text…</source>
        <translation>텍스트로 저장…</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Checking the statistics on this machine…</source>
        <translation>이 컴퓨터에서 통계를 점검하는 중…</translation>
    </message>
    <message>
        <source>{wrong} of {all} figures differ. Do not use this machine&apos;s figures.</source>
        <translation>{all}개 수치 중 {wrong}개가 다릅니다. 이 컴퓨터의 수치를 쓰지 마십시오.</translation>
    </message>
    <message>
        <source>All {all} figures agree.</source>
        <translation>{all}개 수치가 모두 일치합니다.</translation>
    </message>
    <message>
        <source>✓ agrees</source>
        <translation>✓ 일치</translation>
    </message>
    <message>
        <source>✕ differs</source>
        <translation>✕ 다름</translation>
    </message>
    <message>
        <source>Report sentence</source>
        <translation>판독문 문장</translation>
    </message>
    <message>
        <source>Language of the report</source>
        <translation>판독문 언어</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>서식</translation>
    </message>
    <message>
        <source>Default template</source>
        <translation>기본 서식</translation>
    </message>
    <message>
        <source>The default template is back.</source>
        <translation>기본 서식으로 되돌렸습니다.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Places in the template: {places}</source>
        <translation>서식에 쓸 수 있는 자리: {places}</translation>
    </message>
    <message>
        <source>Save your answer first: the sentence is made of it, never of the model&apos;s.</source>
        <translation>먼저 답을 저장하십시오. 문장은 본인의 답으로만 만들며 모델의 답으로는 만들지 않습니다.</translation>
    </message>
    <message>
        <source>From your saved answer and your measures; read it before you paste it.</source>
        <translation>저장한 답과 측정값으로 만들었습니다. 붙여 넣기 전에 읽어 보십시오.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>복사했습니다.</translation>
    </message>
    <message>
        <source>Save the checks as text</source>
        <translation>점검 결과를 텍스트로 저장</translation>
    </message>
    <message>
        <source>✓ Saved to {path}</source>
        <translation>✓ {path}에 저장했습니다</translation>
    </message>
    <message>
        <source>The file of answers here is not the one that was written last: answers given since are not in it, and their films are asked again. Put the newest copy back if there is one, and tell whoever runs the study.</source>
        <translation>여기 있는 답변 파일은 마지막으로 쓴 파일이 아닙니다. 그 뒤의 답변이 들어 있지 않아 그 필름들을 다시 묻습니다. 최신 사본이 있으면 되돌려 놓고 연구 책임자에게 알리십시오.</translation>
    </message>
    <message>
        <source>You read {films}, after {practice} with feedback for practice.</source>
        <translation>피드백이 있는 연습 {practice} 뒤에 {films}을 판독합니다.</translation>
    </message>
    <message>
        <source>You read {films}.</source>
        <translation>{films}을 판독합니다.</translation>
    </message>
    <message>
        <source>Answer each film on your own. Your answer is locked; then the model&apos;s answer is shown, and you answer again.</source>
        <translation>각 영상에 혼자 답하십시오. 답을 확정하면 모델의 답이 나타나고, 다시 한 번 답합니다.</translation>
    </message>
    <message>
        <source>The model&apos;s answer and its heat map stand beside each film.</source>
        <translation>영상마다 모델의 답과 히트맵이 함께 표시됩니다.</translation>
    </message>
    <message>
        <source>Answer each film on your own; no model is shown.</source>
        <translation>각 영상에 혼자 답하십시오. 모델은 보이지 않습니다.</translation>
    </message>
    <message>
        <source>You have {count} s for each answer; what is entered by then is kept.</source>
        <translation>답마다 {count}초가 주어지며, 그때까지의 답이 기록됩니다.</translation>
    </message>
    <message>
        <source>You can go back to the film before; its newer answer counts.</source>
        <translation>이전 영상으로 돌아갈 수 있으며, 새 답이 유효합니다.</translation>
    </message>
    <message>
        <source>A locked answer is final.</source>
        <translation>확정한 답은 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>Stop whenever you like: you go on at the same film.</source>
        <translation>언제든 멈추십시오. 같은 영상에서 이어집니다.</translation>
    </message>
    <message>
        <source>Fracture, no fracture</source>
        <translation>골절, 골절 없음</translation>
    </message>
    <message>
        <source>Suspicion: type a number, or step</source>
        <translation>의심도: 숫자를 입력하거나 단계로</translation>
    </message>
    <message>
        <source>Mark the place: move the cross (finer with Shift), or click</source>
        <translation>위치 표시: 십자를 움직이거나(Shift로 세밀하게) 클릭</translation>
    </message>
    <message>
        <source>Next question</source>
        <translation>다음 질문</translation>
    </message>
    <message>
        <source>Lock the answer, go on</source>
        <translation>답을 확정하고 계속</translation>
    </message>
    <message>
        <source>Back to the film before</source>
        <translation>이전 영상으로</translation>
    </message>
    <message>
        <source>Zoom, fit, one film pixel per screen pixel</source>
        <translation>확대·축소, 맞추기, 픽셀 일대일</translation>
    </message>
    <message>
        <source>Move the film</source>
        <translation>영상 이동</translation>
    </message>
    <message>
        <source>Greys: wider, brighter; the film&apos;s own; inverted</source>
        <translation>회색: 넓게, 밝게, 본래대로, 반전</translation>
    </message>
    <message>
        <source>Heat map on or off; hide it and every mark while held</source>
        <translation>히트맵 켜기·끄기, 누르는 동안 모든 표시 숨기기</translation>
    </message>
    <message>
        <source>Practice film {number} of {total}</source>
        <translation>연습 영상 {number}/{total}</translation>
    </message>
    <message>
        <source>Film {number} of {total}</source>
        <translation>영상 {number}/{total}</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>피드백</translation>
    </message>
    <message>
        <source>Answer again, with the model&apos;s answer</source>
        <translation>모델의 답을 보고 다시 답하기</translation>
    </message>
    <message>
        <source>With the model&apos;s answer</source>
        <translation>모델의 답과 함께</translation>
    </message>
    <message>
        <source>Your own answer</source>
        <translation>본인의 답</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>답 없음</translation>
    </message>
    <message>
        <source>suspicion {rating}</source>
        <translation>의심도 {rating}</translation>
    </message>
    <message>
        <source>Research use only, not for diagnosis</source>
        <translation>연구 전용, 진단 목적으로 사용할 수 없음</translation>
    </message>
    <message>
        <source>Show the worklist (Ctrl+1)</source>
        <translation>워크리스트 보이기 (Ctrl+1)</translation>
    </message>
    <message>
        <source>Show the worklist</source>
        <translation>워크리스트 보이기</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>In the order found</source>
        <translation>찾은 순서대로</translation>
    </message>
    <message>
        <source>Most suspicious first</source>
        <translation>의심이 높은 것부터</translation>
    </message>
    <message>
        <source>Unread first</source>
        <translation>판독 안 한 것부터</translation>
    </message>
    <message>
        <source>All films</source>
        <translation>모든 영상</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>판독 안 함</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>초안</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>판독함</translation>
    </message>
    <message>
        <source>Differs from the model</source>
        <translation>모델과 다름</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>거부됨</translation>
    </message>
    <message>
        <source>Readers differ</source>
        <translation>판독자 간 차이</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>판독 안 함</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>초안</translation>
    </message>
    <message>
        <source>read</source>
        <translation>판독함</translation>
    </message>
    <message>
        <source>differs from the model</source>
        <translation>모델과 다름</translation>
    </message>
    <message>
        <source>readers differ</source>
        <translation>판독자 간 차이</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>거부됨</translation>
    </message>
    <message>
        <source>Another picture has this film&apos;s UID (SOP Instance UID): nothing that was read on that one is shown here. Ask where the film comes from which of the two is right.</source>
        <translation>이 영상의 UID(SOP Instance UID)로 다른 그림이 있었습니다. 그 그림에 대한 판독은 여기에 표시하지 않습니다. 둘 중 어느 것이 맞는지 영상의 출처에 문의하십시오.</translation>
    </message>
    <message>
        <source>prior</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>key image</source>
        <translation>핵심 영상</translation>
    </message>
    <message>
        <source>≠ differs from the model: {reading}</source>
        <translation>≠ 모델과 다름: {reading}</translation>
    </message>
    <message>
        <source>⚠ UID of another picture · {words}</source>
        <translation>⚠ 다른 그림의 UID · {words}</translation>
    </message>
    <message>
        <source>✕ refused: {reason}</source>
        <translation>✕ 거부됨: {reason}</translation>
    </message>
    <message>
        <source>≠ differs: {reading}</source>
        <translation>≠ 다름: {reading}</translation>
    </message>
    <message>
        <source>○ read before? being looked at</source>
        <translation>○ 이전 판독 여부 확인 중</translation>
    </message>
    <message>
        <source>Order of the worklist</source>
        <translation>워크리스트 순서</translation>
    </message>
    <message>
        <source>Which films are shown</source>
        <translation>보이는 영상</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>워크리스트</translation>
    </message>
    <message>
        <source>Sort again</source>
        <translation>다시 정렬</translation>
    </message>
    <message>
        <source>Next unread</source>
        <translation>다음 미판독</translation>
    </message>
    <message>
        <source>Next unread film (Ctrl+Down)</source>
        <translation>다음 미판독 영상 (Ctrl+Down)</translation>
    </message>
    <message>
        <source>No films are open. Open a folder or a DICOMDIR, or drop films on the window.</source>
        <translation>열린 영상이 없습니다. 폴더나 DICOMDIR을 열거나 영상을 창에 놓으십시오.</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>Show demonstration films</source>
        <translation>시연용 영상 보기</translation>
    </message>
    <message>
        <source>No film matches the search and the filter.</source>
        <translation>검색과 필터에 맞는 영상이 없습니다.</translation>
    </message>
    <message>
        <source>Show all films</source>
        <translation>모든 영상 보기</translation>
    </message>
    <message>
        <source>{films}, still looking… Esc stops</source>
        <translation>{films}, 찾는 중… Esc로 중지</translation>
    </message>
    <message>
        <source>{shown} of {total} match</source>
        <translation>{total}장 중 {shown}장 일치</translation>
    </message>
    <message>
        <source>{answered} of {total} answered</source>
        <translation>{total}장 중 {answered}장 답함</translation>
    </message>
    <message>
        <source>{at} of {total}</source>
        <translation>{at}/{total}</translation>
    </message>
    <message>
        <source>⚠ One patient number, several names: {numbers}. They are kept apart; an export asks.</source>
        <translation>⚠ 환자 번호 하나에 이름이 여럿: {numbers}. 따로 보관하며, 내보낼 때 묻습니다.</translation>
    </message>
    <message>
        <source>1 stands for a fracture, 0 for none.</source>
        <translation>1은 골절, 0은 골절 없음입니다.</translation>
    </message>
    <message>
        <source>4000 are usual.</source>
        <translation>보통 4000입니다.</translation>
    </message>
    <message>
        <source>A backup cannot replace the store itself.</source>
        <translation>백업으로 저장소 자체를 대신할 수 없습니다.</translation>
    </message>
    <message>
        <source>A box is not four numbers from top left to bottom right.</source>
        <translation>박스가 왼쪽 위에서 오른쪽 아래로 가는 네 수가 아닙니다.</translation>
    </message>
    <message>
        <source>A box to be made black covers nothing of the film: {box}.</source>
        <translation>검게 가릴 박스가 영상의 어느 부분도 덮지 않습니다: {box}.</translation>
    </message>
    <message>
        <source>A certificate or key cannot be used.</source>
        <translation>인증서나 키를 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>A class map of the model is too large to be kept.</source>
        <translation>모델의 클래스 맵이 너무 커서 보관할 수 없습니다.</translation>
    </message>
    <message>
        <source>A crossover needs a wash-out.</source>
        <translation>교차 설계에는 워시아웃이 필요합니다.</translation>
    </message>
    <message>
        <source>A cut-off of the readers needs ratings.</source>
        <translation>판독자의 절단값에는 평점이 필요합니다.</translation>
    </message>
    <message>
        <source>A decimal comma would do this: write numbers with a point.</source>
        <translation>소수점에 쉼표를 쓰면 이렇게 됩니다. 마침표를 쓰십시오.</translation>
    </message>
    <message>
        <source>A film of the study is missing.</source>
        <translation>연구의 영상이 하나 없습니다.</translation>
    </message>
    <message>
        <source>A label could not be read ({place}).</source>
        <translation>레이블을 읽을 수 없습니다({place}).</translation>
    </message>
    <message>
        <source>A label has an unknown value.</source>
        <translation>레이블에 알 수 없는 값이 있습니다.</translation>
    </message>
    <message>
        <source>A label lacks the hash of its film&apos;s pixels.</source>
        <translation>레이블에 영상 픽셀의 해시가 없습니다.</translation>
    </message>
    <message>
        <source>A line of the protocol has too many dots.</source>
        <translation>프로토콜의 한 줄에 점이 너무 많습니다.</translation>
    </message>
    <message>
        <source>A line without a rating says that nothing was marked; keep one kind.</source>
        <translation>평점이 없는 줄은 표시가 없었다는 뜻입니다. 한 종류만 남기십시오.</translation>
    </message>
    <message>
        <source>A list of the assignment holds no plain names, or one twice.</source>
        <translation>배정 목록에 올바른 이름이 없거나 이름이 겹칩니다.</translation>
    </message>
    <message>
        <source>A look-up table of the header ends before most of the film&apos;s grey values and was not used.</source>
        <translation>헤더의 룩업 테이블(LUT)이 영상의 회색값 대부분에 미치지 못해 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>A look-up table of the header ends before the film&apos;s grey values do: those beyond are all drawn alike.</source>
        <translation>헤더의 룩업 테이블(LUT)이 영상의 회색값보다 먼저 끝납니다. 그 너머의 값은 모두 같게 그려집니다.</translation>
    </message>
    <message>
        <source>A look-up table of the header fits the stored grey values and not those that the header makes of them; it was not used.</source>
        <translation>헤더의 룩업 테이블(LUT)이 헤더가 변환한 회색값이 아니라 저장된 회색값에 맞아 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>A look-up table of the header has its bytes in the other order; they were turned round.</source>
        <translation>헤더의 룩업 테이블(LUT)의 바이트 순서가 반대여서 바로잡았습니다.</translation>
    </message>
    <message>
        <source>A look-up table of the header has more entries than it claims; they are used.</source>
        <translation>헤더의 룩업 테이블(LUT)에 적힌 수보다 많은 항목이 있어 그것까지 씁니다.</translation>
    </message>
    <message>
        <source>A map of the model has an impossible size.</source>
        <translation>모델의 맵 크기가 있을 수 없는 값입니다.</translation>
    </message>
    <message>
        <source>A map of the model has no place on its film.</source>
        <translation>모델의 맵이 영상 위에 놓일 자리가 없습니다.</translation>
    </message>
    <message>
        <source>A map of the model holds a value that is no number.</source>
        <translation>모델의 맵에 수가 아닌 값이 있습니다.</translation>
    </message>
    <message>
        <source>A name has a comma or a blank, or is truth.</source>
        <translation>이름에 쉼표나 빈칸이 있거나 이름이 truth입니다.</translation>
    </message>
    <message>
        <source>A part of the pack is too large.</source>
        <translation>팩의 일부가 너무 큽니다.</translation>
    </message>
    <message>
        <source>A partial area ends at a false-positive fraction from above 0 to 1.</source>
        <translation>부분 면적은 0보다 크고 1 이하인 위양성률에서 끝납니다.</translation>
    </message>
    <message>
        <source>A place in an answer is not two numbers.</source>
        <translation>답의 위치가 두 수가 아닙니다.</translation>
    </message>
    <message>
        <source>A radiograph is never so large; check that this is the right file.</source>
        <translation>방사선 영상은 이렇게 클 수 없습니다. 맞는 파일인지 확인하십시오.</translation>
    </message>
    <message>
        <source>A reader&apos;s code has 1 to 32 letters, digits, dots, dashes or underscores.</source>
        <translation>판독자 코드는 글자, 숫자, 점, -, _로 1~32자입니다.</translation>
    </message>
    <message>
        <source>A second reading settles the same film.</source>
        <translation>같은 영상을 조정하는 판독이 또 있습니다.</translation>
    </message>
    <message>
        <source>A sequential study has no way back: what was shown cannot be unseen.</source>
        <translation>순차 연구에서는 되돌아갈 수 없습니다. 본 것을 안 본 것으로 할 수 없기 때문입니다.</translation>
    </message>
    <message>
        <source>A size from 1, a correlation from 0 to 1.</source>
        <translation>크기는 1 이상, 상관은 0~1입니다.</translation>
    </message>
    <message>
        <source>A specialty begins with a letter.</source>
        <translation>전문 분야는 글자로 시작합니다.</translation>
    </message>
    <message>
        <source>A study needs films with and films without a fracture.</source>
        <translation>연구에는 골절이 있는 영상과 없는 영상이 모두 필요합니다.</translation>
    </message>
    <message>
        <source>A study with an aided arm needs a model.</source>
        <translation>보조 조건이 있는 연구에는 모델이 필요합니다.</translation>
    </message>
    <message>
        <source>A value of the model card&apos;s {where} is wrong.</source>
        <translation>모델 카드의 {where}에 잘못된 값이 있습니다.</translation>
    </message>
    <message>
        <source>A value with a comma in it must stand in quotes.</source>
        <translation>쉼표가 들어 있는 값은 따옴표로 묶어야 합니다.</translation>
    </message>
    <message>
        <source>A verdict on the map needs an arm that shows one.</source>
        <translation>맵 판정에는 맵을 보여 주는 조건이 필요합니다.</translation>
    </message>
    <message>
        <source>A window of the header is so wide that it shows nothing of the film; it was not used.</source>
        <translation>헤더의 윈도 하나가 너무 넓어 영상이 보이지 않으므로 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>AO/OTA edition: {old} becomes {new}.</source>
        <translation>AO/OTA 판: {old} → {new}.</translation>
    </message>
    <message>
        <source>Add a line for each film.</source>
        <translation>영상마다 한 줄을 추가하십시오.</translation>
    </message>
    <message>
        <source>Add it.</source>
        <translation>추가하십시오.</translation>
    </message>
    <message>
        <source>Add that, or leave it out.</source>
        <translation>그것을 함께 지정하거나 이 옵션을 빼십시오.</translation>
    </message>
    <message>
        <source>Add the readers&apos; pseudonyms.</source>
        <translation>판독자의 가명을 추가하십시오.</translation>
    </message>
    <message>
        <source>Add truth,CASE,truth,0 or 1.</source>
        <translation>truth,CASE,truth,0 또는 1을 추가하십시오.</translation>
    </message>
    <message>
        <source>An AUC needs ratings.</source>
        <translation>AUC에는 평점이 필요합니다.</translation>
    </message>
    <message>
        <source>An answer has an unknown verdict.</source>
        <translation>답에 알 수 없는 판정이 있습니다.</translation>
    </message>
    <message>
        <source>An answer of the model lacks its numbers.</source>
        <translation>모델의 답에 수치가 없습니다.</translation>
    </message>
    <message>
        <source>An area from 0.5 to 1, shares from 0 to 1.</source>
        <translation>면적은 0.5~1, 비율은 0~1입니다.</translation>
    </message>
    <message>
        <source>An endpoint of the protocol is named twice.</source>
        <translation>프로토콜에 같은 평가변수가 두 번 있습니다.</translation>
    </message>
    <message>
        <source>An overlay reaches beyond the picture; what of it lies outside is not shown.</source>
        <translation>오버레이가 그림 밖까지 이어집니다. 밖에 있는 부분은 표시하지 않습니다.</translation>
    </message>
    <message>
        <source>Another graph: {old} becomes {new}.</source>
        <translation>다른 그래프: {old} → {new}.</translation>
    </message>
    <message>
        <source>Another pack of this study was opened here before.</source>
        <translation>이 연구의 다른 팩이 여기서 열린 적이 있습니다.</translation>
    </message>
    <message>
        <source>Another program is writing this table.</source>
        <translation>다른 프로그램이 이 표를 쓰고 있습니다.</translation>
    </message>
    <message>
        <source>Answer first whether there is a fracture.</source>
        <translation>먼저 골절 여부를 답하십시오.</translation>
    </message>
    <message>
        <source>Answer it.</source>
        <translation>답하십시오.</translation>
    </message>
    <message>
        <source>Answered films that were not read, or left open: {count}.</source>
        <translation>답이 있으나 판독하지 않았거나 결론이 없는 영상: {count}장.</translation>
    </message>
    <message>
        <source>Answers of this study are final.</source>
        <translation>이 연구의 답은 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>Area and shares make no sense.</source>
        <translation>면적과 비율이 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Ask for a new study pack.</source>
        <translation>새 연구 팩을 요청하십시오.</translation>
    </message>
    <message>
        <source>Ask for a rating, or choose another endpoint.</source>
        <translation>평점을 묻도록 하거나 다른 평가변수를 선택하십시오.</translation>
    </message>
    <message>
        <source>Ask for a rating, or leave the cut-off out.</source>
        <translation>평점을 묻도록 하거나 절단값을 빼십시오.</translation>
    </message>
    <message>
        <source>Ask for it uncompressed.</source>
        <translation>압축하지 않은 것을 요청하십시오.</translation>
    </message>
    <message>
        <source>Ask for less.</source>
        <translation>더 적게 요청하십시오.</translation>
    </message>
    <message>
        <source>Ask for the film again.</source>
        <translation>영상을 다시 요청하십시오.</translation>
    </message>
    <message>
        <source>Ask for the result pack again.</source>
        <translation>결과 팩을 다시 요청하십시오.</translation>
    </message>
    <message>
        <source>Ask the reader which workstation holds the right answers.</source>
        <translation>어느 워크스테이션의 답이 맞는지 판독자에게 물으십시오.</translation>
    </message>
    <message>
        <source>Ask which pack the reader has opened.</source>
        <translation>판독자가 어느 팩을 열었는지 물으십시오.</translation>
    </message>
    <message>
        <source>Begin a new study in another folder.</source>
        <translation>다른 폴더에서 새 연구를 시작하십시오.</translation>
    </message>
    <message>
        <source>Bits above the grey values, such as old overlays, were left out.</source>
        <translation>회색값 위쪽의 비트(예: 오래된 오버레이)는 제외했습니다.</translation>
    </message>
    <message>
        <source>Check how it is written.</source>
        <translation>어떻게 적혔는지 확인하십시오.</translation>
    </message>
    <message>
        <source>Check its folder and the free space on its disk.</source>
        <translation>폴더와 디스크의 남은 공간을 확인하십시오.</translation>
    </message>
    <message>
        <source>Check its name.</source>
        <translation>이름을 확인하십시오.</translation>
    </message>
    <message>
        <source>Check its spelling.</source>
        <translation>철자를 확인하십시오.</translation>
    </message>
    <message>
        <source>Check that it is there.</source>
        <translation>그것이 있는지 확인하십시오.</translation>
    </message>
    <message>
        <source>Check that the columns are not exchanged.</source>
        <translation>열이 바뀌지 않았는지 확인하십시오.</translation>
    </message>
    <message>
        <source>Check that this is a DICOM port, not one of HTTP.</source>
        <translation>HTTP 포트가 아니라 DICOM 포트인지 확인하십시오.</translation>
    </message>
    <message>
        <source>Check the disk and its free space, close other windows, and try again.</source>
        <translation>디스크와 남은 공간을 확인하고 다른 창을 닫은 뒤 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>Check the file; its pixels all have one value.</source>
        <translation>파일을 확인하십시오. 픽셀 값이 모두 같습니다.</translation>
    </message>
    <message>
        <source>Check the folder and its disk, then run it again.</source>
        <translation>폴더와 디스크를 확인한 뒤 다시 실행하십시오.</translation>
    </message>
    <message>
        <source>Check the folder and its free space.</source>
        <translation>폴더와 남은 공간을 확인하십시오.</translation>
    </message>
    <message>
        <source>Check the folder of the films.</source>
        <translation>영상 폴더를 확인하십시오.</translation>
    </message>
    <message>
        <source>Check the folder, its rights and the free space on its disk.</source>
        <translation>폴더와 권한, 디스크의 남은 공간을 확인하십시오.</translation>
    </message>
    <message>
        <source>Check the free space and your rights there.</source>
        <translation>남은 공간과 권한을 확인하십시오.</translation>
    </message>
    <message>
        <source>Check the free space on the disk.</source>
        <translation>디스크의 남은 공간을 확인하십시오.</translation>
    </message>
    <message>
        <source>Check the key; if it is right, ask for the file again.</source>
        <translation>키를 확인하십시오. 맞다면 파일을 다시 요청하십시오.</translation>
    </message>
    <message>
        <source>Check the study&apos;s folder.</source>
        <translation>연구 폴더를 확인하십시오.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s clock; otherwise the PACS administrator must renew it.</source>
        <translation>이 컴퓨터의 시계를 확인하십시오. 맞다면 관리자가 갱신해야 합니다.</translation>
    </message>
    <message>
        <source>Check whether it wants a certificate of ours, and trusts who signed it.</source>
        <translation>상대가 우리 인증서를 요구하는지, 그 서명 기관을 신뢰하는지 확인하십시오.</translation>
    </message>
    <message>
        <source>Choose a backup of it.</source>
        <translation>그 백업을 고르십시오.</translation>
    </message>
    <message>
        <source>Choose a backup or another store&apos;s file.</source>
        <translation>백업이나 다른 저장소의 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>Choose a bundle&apos;s folder or zip file.</source>
        <translation>번들의 폴더나 zip 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>Choose a folder on a local disk with --home.</source>
        <translation>--home으로 로컬 디스크의 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>Choose a short pseudonym such as R1; it appears in exports.</source>
        <translation>R1처럼 짧은 가명을 고르십시오. 내보낸 것에 나타납니다.</translation>
    </message>
    <message>
        <source>Choose a study&apos;s protocol.toml.</source>
        <translation>연구의 protocol.toml을 고르십시오.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>다른 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>다른 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>다른 모델을 고르십시오.</translation>
    </message>
    <message>
        <source>Choose another port; those below 1024 need an administrator.</source>
        <translation>다른 포트를 고르십시오. 1024 미만은 관리자 권한이 필요합니다.</translation>
    </message>
    <message>
        <source>Choose another store&apos;s file.</source>
        <translation>다른 저장소의 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>Choose fixed sequence or Holm.</source>
        <translation>고정 순서 또는 Holm을 선택하십시오.</translation>
    </message>
    <message>
        <source>Choose one with --home DIR, or set SHENTON_HOME.</source>
        <translation>--home DIR로 지정하거나 SHENTON_HOME을 설정하십시오.</translation>
    </message>
    <message>
        <source>Choose one, or leave it out.</source>
        <translation>하나를 고르거나 빼십시오.</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>하나를 고르십시오.</translation>
    </message>
    <message>
        <source>Choose the class of the fracture.</source>
        <translation>골절의 분류를 고르십시오.</translation>
    </message>
    <message>
        <source>Close other Shenton windows and try again; nothing was changed.</source>
        <translation>다른 Shenton 창을 닫고 다시 시도하십시오. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Close this one; nothing was written.</source>
        <translation>이 창을 닫으십시오. 아무것도 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>Cluster size and correlation make no sense.</source>
        <translation>군집 크기와 상관이 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Come back then; the answers so far are kept.</source>
        <translation>그때 다시 오십시오. 지금까지의 답은 보관됩니다.</translation>
    </message>
    <message>
        <source>Compare the two hips side by side.</source>
        <translation>두 고관절을 나란히 비교하십시오.</translation>
    </message>
    <message>
        <source>Copy it again from where it came from.</source>
        <translation>받은 곳에서 다시 복사하십시오.</translation>
    </message>
    <message>
        <source>Copy it again.</source>
        <translation>다시 복사하십시오.</translation>
    </message>
    <message>
        <source>Copy the file again from where it came from.</source>
        <translation>파일을 받은 곳에서 다시 복사하십시오.</translation>
    </message>
    <message>
        <source>Correct films in the protocol.</source>
        <translation>프로토콜의 films를 고치십시오.</translation>
    </message>
    <message>
        <source>Correct it.</source>
        <translation>고치십시오.</translation>
    </message>
    <message>
        <source>Correct reference in the protocol.</source>
        <translation>프로토콜의 reference를 고치십시오.</translation>
    </message>
    <message>
        <source>Correct that line.</source>
        <translation>그 줄을 고치십시오.</translation>
    </message>
    <message>
        <source>Dask is not installed.</source>
        <translation>Dask가 설치되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Do not use it; get the model again, or export it again.</source>
        <translation>쓰지 마십시오. 모델을 다시 받거나 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>Each line needs a reader, a case, an arm and a truth.</source>
        <translation>각 줄에 판독자, 증례, 조건, 정답이 필요합니다.</translation>
    </message>
    <message>
        <source>Export it as a plain ONNX file.</source>
        <translation>일반 ONNX 파일로 내보내십시오.</translation>
    </message>
    <message>
        <source>Export it as one file, with its weights inside.</source>
        <translation>가중치를 포함한 파일 하나로 내보내십시오.</translation>
    </message>
    <message>
        <source>Export it once more.</source>
        <translation>다시 한 번 내보내십시오.</translation>
    </message>
    <message>
        <source>Export it unrolled.</source>
        <translation>펼쳐서 내보내십시오.</translation>
    </message>
    <message>
        <source>Export it with its functions inlined.</source>
        <translation>함수를 인라인으로 내보내십시오.</translation>
    </message>
    <message>
        <source>Export it with standard operators only, with model-local functions inlined.</source>
        <translation>모델 함수를 인라인으로 하고 표준 연산자만으로 내보내십시오.</translation>
    </message>
    <message>
        <source>Export it without identifiers.</source>
        <translation>식별자 없이 내보내십시오.</translation>
    </message>
    <message>
        <source>Export the labels again with this version.</source>
        <translation>이 버전으로 레이블을 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>Export the labels again.</source>
        <translation>레이블을 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>Fields in line {line}: {count}.</source>
        <translation>{line}번째 줄의 필드 수: {count}.</translation>
    </message>
    <message>
        <source>Fields in line {line}: {count}; in the first line: {wanted}.</source>
        <translation>{line}번째 줄의 필드 수: {count}, 첫 줄: {wanted}.</translation>
    </message>
    <message>
        <source>Files that could not be read: {count}.</source>
        <translation>읽을 수 없었던 파일: {count}개.</translation>
    </message>
    <message>
        <source>Fill it in.</source>
        <translation>채우십시오.</translation>
    </message>
    <message>
        <source>Film checks: {old} becomes {new}.</source>
        <translation>영상 점검: {old} → {new}.</translation>
    </message>
    <message>
        <source>Films lacking for practice: {lacking}.</source>
        <translation>연습용 영상이 모자랍니다: {lacking}장.</translation>
    </message>
    <message>
        <source>Films lacking in the stratum {stratum}: {lacking}.</source>
        <translation>층 {stratum}의 영상이 모자랍니다: {lacking}장.</translation>
    </message>
    <message>
        <source>Films left out because their readers differ: {count}.</source>
        <translation>판독자 간 차이로 제외한 영상: {count}장.</translation>
    </message>
    <message>
        <source>Films of 1 to 16 bits in 8 or 16 can be read.</source>
        <translation>8 또는 16비트에 담긴 1~16비트 영상을 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>Films that show text, which may name a patient or be a side marker ({count} of {total}): {films}.</source>
        <translation>글자가 보이는 영상(환자 이름이거나 좌우 표지일 수 있음, {total}장 중 {count}장): {films}.</translation>
    </message>
    <message>
        <source>Fracture of the proximal femur: indeterminate ({side}).</source>
        <translation>근위 대퇴골 골절: 불확정({side}).</translation>
    </message>
    <message>
        <source>Free space on the disk, and try again.</source>
        <translation>디스크 공간을 확보한 뒤 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>Full colour of the heat map: {old:.3g} becomes {new:.3g}.</source>
        <translation>히트맵의 최대 색 기준: {old:.3g} → {new:.3g}.</translation>
    </message>
    <message>
        <source>Get that file again from where it came from.</source>
        <translation>그 파일을 받은 곳에서 다시 받으십시오.</translation>
    </message>
    <message>
        <source>Get the model again, or export it again.</source>
        <translation>모델을 다시 받거나 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>Give KEY=VALUE with commas between: {keys}.</source>
        <translation>KEY=VALUE를 쉼표로 구분해 주십시오: {keys}.</translation>
    </message>
    <message>
        <source>Give PEM files, the key without a password.</source>
        <translation>PEM 파일을 주십시오. 키에는 비밀번호가 없어야 합니다.</translation>
    </message>
    <message>
        <source>Give PEM files.</source>
        <translation>PEM 파일을 주십시오.</translation>
    </message>
    <message>
        <source>Give a name or an IP address.</source>
        <translation>이름이나 IP 주소를 주십시오.</translation>
    </message>
    <message>
        <source>Give a number of readers from 2.</source>
        <translation>판독자 수를 2 이상으로 주십시오.</translation>
    </message>
    <message>
        <source>Give a rating, for example --cutoff 50.</source>
        <translation>평가값을 주십시오. 예: --cutoff 50.</translation>
    </message>
    <message>
        <source>Give a rating.</source>
        <translation>평가값을 주십시오.</translation>
    </message>
    <message>
        <source>Give a share such as 0.1.</source>
        <translation>0.1 같은 비율을 주십시오.</translation>
    </message>
    <message>
        <source>Give a value such as 0.85.</source>
        <translation>0.85 같은 값을 주십시오.</translation>
    </message>
    <message>
        <source>Give a whole number from 0.</source>
        <translation>0 이상의 정수를 주십시오.</translation>
    </message>
    <message>
        <source>Give at least one stratum a number.</source>
        <translation>적어도 한 층에 수를 주십시오.</translation>
    </message>
    <message>
        <source>Give differences such as 0.1, of 2 readers or more.</source>
        <translation>판독자 2명 이상의 차이를 0.1처럼 주십시오.</translation>
    </message>
    <message>
        <source>Give each reader a pseudonym of his own.</source>
        <translation>판독자마다 다른 가명을 주십시오.</translation>
    </message>
    <message>
        <source>Give one between 0 and 0.5, such as 0.05.</source>
        <translation>0과 0.5 사이의 값(예: 0.05)을 입력하십시오.</translation>
    </message>
    <message>
        <source>Give one such as 0.05.</source>
        <translation>0.05 같은 값을 주십시오.</translation>
    </message>
    <message>
        <source>Give the address of its scheduler, for example tcp://host:8786.</source>
        <translation>스케줄러의 주소를 주십시오. 예: tcp://host:8786.</translation>
    </message>
    <message>
        <source>Give the components instead.</source>
        <translation>대신 성분을 주십시오.</translation>
    </message>
    <message>
        <source>Give two readers or more to each block.</source>
        <translation>블록마다 판독자를 두 명 이상 주십시오.</translation>
    </message>
    <message>
        <source>Go on where the screen stands.</source>
        <translation>화면이 있는 곳에서 계속하십시오.</translation>
    </message>
    <message>
        <source>Have this computer&apos;s AE title, address and port entered in the PACS, or use C-GET.</source>
        <translation>이 컴퓨터의 AE title, 주소, 포트를 PACS에 등록하거나 C-GET을 쓰십시오.</translation>
    </message>
    <message>
        <source>Incomplete for {films}: {what}</source>
        <translation>불완전함({films}): {what}</translation>
    </message>
    <message>
        <source>Input: {old} becomes {new} pixels a side.</source>
        <translation>입력: 한 변 {old}픽셀 → {new}픽셀.</translation>
    </message>
    <message>
        <source>Install Shenton again, whole.</source>
        <translation>Shenton을 온전히 다시 설치하십시오.</translation>
    </message>
    <message>
        <source>Install Shenton anew.</source>
        <translation>Shenton을 다시 설치하십시오.</translation>
    </message>
    <message>
        <source>Install it with pip install &apos;shenton[parquet]&apos;, or write a .csv.</source>
        <translation>pip install &apos;shenton[parquet]&apos;로 설치하거나 .csv로 쓰십시오.</translation>
    </message>
    <message>
        <source>Install it with: pip install &apos;shenton[cluster]&apos;.</source>
        <translation>설치: pip install &apos;shenton[cluster]&apos;.</translation>
    </message>
    <message>
        <source>Install one: Model, Models…, Install.</source>
        <translation>하나를 설치하십시오: 모델, 모델…, 설치.</translation>
    </message>
    <message>
        <source>It cannot be a radiograph.</source>
        <translation>방사선 영상일 수 없습니다.</translation>
    </message>
    <message>
        <source>It cannot be understood.</source>
        <translation>이해할 수 없는 내용입니다.</translation>
    </message>
    <message>
        <source>It cannot be written here ({reason}).</source>
        <translation>여기에 쓸 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>It has six groups of four letters and digits.</source>
        <translation>네 글자씩 여섯 묶음의 글자와 숫자입니다.</translation>
    </message>
    <message>
        <source>It is damaged or no DICOM file.</source>
        <translation>손상되었거나 DICOM 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>It is damaged, or no film.</source>
        <translation>손상되었거나 영상이 아닙니다.</translation>
    </message>
    <message>
        <source>It is damaged, or no radiograph&apos;s.</source>
        <translation>손상되었거나 방사선 사진의 것이 아닙니다.</translation>
    </message>
    <message>
        <source>It is damaged.</source>
        <translation>손상되었습니다.</translation>
    </message>
    <message>
        <source>It is damaged; ask for the film again.</source>
        <translation>손상되었습니다. 영상을 다시 요청하십시오.</translation>
    </message>
    <message>
        <source>It is larger than any film.</source>
        <translation>어떤 영상보다도 큽니다.</translation>
    </message>
    <message>
        <source>It is left, right or both.</source>
        <translation>left, right, both 중 하나입니다.</translation>
    </message>
    <message>
        <source>It is of another kind than it was sent as.</source>
        <translation>보낼 때 밝힌 것과 다른 종류의 객체입니다.</translation>
    </message>
    <message>
        <source>It is test, practice, exclude or empty.</source>
        <translation>test, practice, exclude 또는 빈 값입니다.</translation>
    </message>
    <message>
        <source>It looks like https://pacs.example/dicom-web</source>
        <translation>https://pacs.example/dicom-web 과 같은 형태입니다</translation>
    </message>
    <message>
        <source>It may be a mask or a scan in black and white; get the original film.</source>
        <translation>마스크이거나 흑백 스캔일 수 있습니다. 원본 영상을 구하십시오.</translation>
    </message>
    <message>
        <source>It may be no frontal film of the pelvis, or taken in an unusual way; judge it without the model.</source>
        <translation>골반 정면 영상이 아니거나 특이한 방식으로 촬영되었을 수 있습니다. 모델 없이 판단하십시오.</translation>
    </message>
    <message>
        <source>It may be over- or underexposed, or cropped to its border; get the original film.</source>
        <translation>노출이 과하거나 부족하거나 가장자리만 남게 잘렸을 수 있습니다. 원본 영상을 구하십시오.</translation>
    </message>
    <message>
        <source>It may need a newer version of ONNX Runtime.</source>
        <translation>더 새로운 ONNX Runtime이 필요할 수 있습니다.</translation>
    </message>
    <message>
        <source>It needs reader,case,modality,score.</source>
        <translation>reader,case,modality,score가 필요합니다.</translation>
    </message>
    <message>
        <source>It was stopped on its way: it may have arrived.</source>
        <translation>보내는 도중에 중지되었습니다. 도착했을 수도 있습니다.</translation>
    </message>
    <message>
        <source>Its Modality LUT is damaged; export the film again.</source>
        <translation>Modality LUT가 손상되었습니다. 영상을 다시 내보내십시오.</translation>
    </message>
    <message>
        <source>Its answer is withheld.</source>
        <translation>답을 보류했습니다.</translation>
    </message>
    <message>
        <source>Its first line names the columns.</source>
        <translation>첫 줄에 열 이름을 적습니다.</translation>
    </message>
    <message>
        <source>Its header lacks what a DX image must state, so the copy leaves as CR.</source>
        <translation>헤더에 DX 영상이 갖춰야 할 내용이 없어 사본은 CR로 나갑니다.</translation>
    </message>
    <message>
        <source>Its kind or its way of compression is not taken here.</source>
        <translation>이 종류나 압축 방식은 여기서 받지 않습니다.</translation>
    </message>
    <message>
        <source>Judge the heat map.</source>
        <translation>히트맵을 판정하십시오.</translation>
    </message>
    <message>
        <source>Keep one for each fracture.</source>
        <translation>골절마다 하나만 남기십시오.</translation>
    </message>
    <message>
        <source>Keep one of the lines.</source>
        <translation>줄 하나만 남기십시오.</translation>
    </message>
    <message>
        <source>Keep one of them.</source>
        <translation>그중 하나만 남기십시오.</translation>
    </message>
    <message>
        <source>Keep one.</source>
        <translation>하나만 남기십시오.</translation>
    </message>
    <message>
        <source>Leave out columns that are not needed.</source>
        <translation>필요 없는 열을 빼십시오.</translation>
    </message>
    <message>
        <source>Leave out what is not needed.</source>
        <translation>필요 없는 것을 빼십시오.</translation>
    </message>
    <message>
        <source>Leave the identifiers out, or export it as a picture.</source>
        <translation>식별자를 빼거나 그림으로 내보내십시오.</translation>
    </message>
    <message>
        <source>Leave the sitting and open the study pack again: its films are then restored from the pack.</source>
        <translation>판독을 나갔다가 연구 팩을 다시 여십시오. 그러면 영상이 팩에서 복원됩니다.</translation>
    </message>
    <message>
        <source>Leave the whole part out to take every film.</source>
        <translation>모든 영상을 쓰려면 이 부분을 통째로 빼십시오.</translation>
    </message>
    <message>
        <source>Licence: {old} becomes {new}.</source>
        <translation>라이선스: {old} → {new}.</translation>
    </message>
    <message>
        <source>Limits: {old} becomes {new}.</source>
        <translation>한계: {old} → {new}.</translation>
    </message>
    <message>
        <source>Line {line}: lesions: {count}, but boxes: {boxes}.</source>
        <translation>{line}번째 줄: 병변 {count}개, 그러나 박스 {boxes}개.</translation>
    </message>
    <message>
        <source>Line {line}: the weights do not fit the lesions ({count}).</source>
        <translation>{line}번째 줄: weights가 병변 {count}개와 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Line {number} of the truth cannot be read ({place}).</source>
        <translation>정답의 {number}번째 줄을 읽을 수 없습니다({place}).</translation>
    </message>
    <message>
        <source>Lock it first.</source>
        <translation>먼저 잠그십시오.</translation>
    </message>
    <message>
        <source>Look at its folder.</source>
        <translation>그 폴더를 살펴보십시오.</translation>
    </message>
    <message>
        <source>Look at these films. Where text names a patient, make the packs in the window, or write boxes over it with --propose-boxes, confirm them and give them with --boxes. Where none does, make the packs with --burned-in-reviewed.</source>
        <translation>이 영상들을 확인하십시오. 환자를 알 수 있는 글자가 있으면 창에서 팩을 만들거나, --propose-boxes로 글자 위에 박스를 써서 확인한 뒤 --boxes로 지정하십시오. 없으면 --burned-in-reviewed로 팩을 만드십시오.</translation>
    </message>
    <message>
        <source>Make the films again.</source>
        <translation>영상을 다시 만드십시오.</translation>
    </message>
    <message>
        <source>Make them again.</source>
        <translation>다시 만드십시오.</translation>
    </message>
    <message>
        <source>Mark the place of the fracture.</source>
        <translation>골절 위치를 표시하십시오.</translation>
    </message>
    <message>
        <source>Merge it there.</source>
        <translation>그곳에서 병합하십시오.</translation>
    </message>
    <message>
        <source>Merge the readers&apos; result packs first.</source>
        <translation>먼저 판독자의 결과 팩을 병합하십시오.</translation>
    </message>
    <message>
        <source>More than a million films would be needed.</source>
        <translation>영상이 백만 장 넘게 필요합니다.</translation>
    </message>
    <message>
        <source>Move it away, or start with another --home folder.</source>
        <translation>옮겨 두거나 --home으로 다른 폴더에서 시작하십시오.</translation>
    </message>
    <message>
        <source>Name a CSV as reference in the protocol.</source>
        <translation>프로토콜의 reference에 CSV를 적으십시오.</translation>
    </message>
    <message>
        <source>Name a CSV with the columns film and truth as reference in the protocol.</source>
        <translation>프로토콜의 reference에 film과 truth 열이 있는 CSV를 적으십시오.</translation>
    </message>
    <message>
        <source>Name each once.</source>
        <translation>각각 한 번만 적으십시오.</translation>
    </message>
    <message>
        <source>Name its file and that of its key.</source>
        <translation>그 파일과 키 파일을 적으십시오.</translation>
    </message>
    <message>
        <source>Name one with --model FOLDER.</source>
        <translation>--model FOLDER로 하나를 지정하십시오.</translation>
    </message>
    <message>
        <source>Name the file of the authority that signed it.</source>
        <translation>서명한 기관의 파일을 지정하십시오.</translation>
    </message>
    <message>
        <source>Name two arms.</source>
        <translation>두 군을 지정하십시오.</translation>
    </message>
    <message>
        <source>Name: {old} becomes {new}.</source>
        <translation>이름: {old} → {new}.</translation>
    </message>
    <message>
        <source>Nearly all of the film is of one grey value.</source>
        <translation>영상의 거의 전부가 한 회색 값입니다.</translation>
    </message>
    <message>
        <source>New operating point {name}: threshold {threshold:.3f}, set on {set_on}.</source>
        <translation>새 작동점 {name}: 임계값 {threshold:.3f}, {set_on}에서 설정.</translation>
    </message>
    <message>
        <source>No answer of a model is stored for this film.</source>
        <translation>이 영상에는 저장된 모델의 답이 없습니다.</translation>
    </message>
    <message>
        <source>No decoder for {kind} is installed; it comes with {packages}.</source>
        <translation>{kind} 디코더가 설치되어 있지 않습니다. {packages}에 들어 있습니다.</translation>
    </message>
    <message>
        <source>No film of the study could be read.</source>
        <translation>연구의 영상을 하나도 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>No fracture found, no heat map.</source>
        <translation>골절 소견이 없어 히트맵이 없습니다.</translation>
    </message>
    <message>
        <source>No heat map: the answer is of a model that is not in use.</source>
        <translation>히트맵 없음: 답이 지금 쓰지 않는 모델의 것입니다.</translation>
    </message>
    <message>
        <source>No hip seems to lie wholly on this film: the answer says nothing about what is cut off.</source>
        <translation>이 영상에는 온전히 들어온 고관절이 없는 것으로 보입니다. 잘린 부분에 대해서는 답할 수 없습니다.</translation>
    </message>
    <message>
        <source>No model bundle is installed.</source>
        <translation>모델 번들이 설치되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>No model is installed.</source>
        <translation>설치된 모델이 없습니다.</translation>
    </message>
    <message>
        <source>No number of films can show it.</source>
        <translation>영상이 몇 장이어도 보일 수 없습니다.</translation>
    </message>
    <message>
        <source>No reader has the name given for the model.</source>
        <translation>모델에 준 이름을 가진 판독자가 없습니다.</translation>
    </message>
    <message>
        <source>No result was merged yet.</source>
        <translation>아직 병합한 결과가 없습니다.</translation>
    </message>
    <message>
        <source>No study was unpacked here.</source>
        <translation>여기에 푼 연구가 없습니다.</translation>
    </message>
    <message>
        <source>None of the films in the list was both read and answered by the model.</source>
        <translation>목록의 영상 중 판독도 있고 모델의 답도 있는 것이 없습니다.</translation>
    </message>
    <message>
        <source>Nothing can be saved before what is in its way is gone.</source>
        <translation>가로막은 것이 없어지기 전에는 저장할 수 없습니다.</translation>
    </message>
    <message>
        <source>Nothing of this study was read here yet.</source>
        <translation>이 연구는 이 컴퓨터에서 아직 판독된 것이 없습니다.</translation>
    </message>
    <message>
        <source>ONNX Runtime cannot load this model.</source>
        <translation>ONNX Runtime이 이 모델을 불러올 수 없습니다.</translation>
    </message>
    <message>
        <source>ONNX Runtime is installed but does not start.</source>
        <translation>ONNX Runtime이 설치되어 있지만 시작되지 않습니다.</translation>
    </message>
    <message>
        <source>ONNX Runtime is not installed, so no model can run.</source>
        <translation>ONNX Runtime이 설치되어 있지 않아 모델을 돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>ONNX Runtime is not installed, so the search for text cannot run.</source>
        <translation>ONNX Runtime이 설치되어 있지 않아 글자를 찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>Objects sent, as {where} says: {told}; received: {came}.</source>
        <translation>{where}에서 보냈다고 한 객체: {told}개, 받은 객체: {came}개.</translation>
    </message>
    <message>
        <source>One more answer could not be read and is left out.</source>
        <translation>읽을 수 없는 응답이 1건 더 있어 제외했습니다.</translation>
    </message>
    <message>
        <source>One of the two is needed.</source>
        <translation>둘 중 하나가 필요합니다.</translation>
    </message>
    <message>
        <source>Only a crossover has a wash-out.</source>
        <translation>워시아웃은 교차 설계에만 있습니다.</translation>
    </message>
    <message>
        <source>Open a DICOM, PNG or JPEG file.</source>
        <translation>DICOM, PNG 또는 JPEG 파일을 여십시오.</translation>
    </message>
    <message>
        <source>Open a folder of pelvis films.</source>
        <translation>골반 영상 폴더를 여십시오.</translation>
    </message>
    <message>
        <source>Open a frontal film of the pelvis or hip, or answer this one without the model.</source>
        <translation>골반이나 고관절 정면 영상을 열거나, 모델 없이 이 영상에 답하십시오.</translation>
    </message>
    <message>
        <source>Open a frontal radiograph.</source>
        <translation>정면 방사선 영상을 여십시오.</translation>
    </message>
    <message>
        <source>Open a greyscale radiograph.</source>
        <translation>회색조 방사선 영상을 여십시오.</translation>
    </message>
    <message>
        <source>Open a radiograph in one of these formats.</source>
        <translation>이 형식 중 하나의 방사선 영상을 여십시오.</translation>
    </message>
    <message>
        <source>Open it again, then answer.</source>
        <translation>다시 연 다음 답하십시오.</translation>
    </message>
    <message>
        <source>Open it once more in Shenton, then export.</source>
        <translation>Shenton에서 다시 한 번 연 다음 내보내십시오.</translation>
    </message>
    <message>
        <source>Open the folder of the disc; copy the disc again where films are missing.</source>
        <translation>디스크의 폴더를 여십시오. 빠진 영상이 있으면 디스크를 다시 복사하십시오.</translation>
    </message>
    <message>
        <source>Open the study pack again.</source>
        <translation>연구 팩을 다시 여십시오.</translation>
    </message>
    <message>
        <source>Open the study pack and begin.</source>
        <translation>연구 팩을 열어 시작하십시오.</translation>
    </message>
    <message>
        <source>Open the study pack in a folder of its own.</source>
        <translation>연구 팩을 다른 폴더에서 여십시오.</translation>
    </message>
    <message>
        <source>Pack it as a plain zip file.</source>
        <translation>일반 zip 파일로 묶으십시오.</translation>
    </message>
    <message>
        <source>Parquet needs PyArrow, which is not installed.</source>
        <translation>Parquet에는 PyArrow가 필요하지만 설치되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Patients of the other store ({patients}) stay patients of their own: one who is in both stores counts as two in exports and statistics.</source>
        <translation>다른 저장소의 환자({patients})는 별개의 환자로 남습니다. 두 저장소에 모두 있는 환자는 내보내기와 통계에서 두 명으로 셉니다.</translation>
    </message>
    <message>
        <source>Pixel Spacing is so much smaller than the detector&apos;s that no magnification explains it; the detector&apos;s is used.</source>
        <translation>Pixel Spacing이 검출기의 값보다 지나치게 작아 확대로는 설명되지 않으므로 검출기의 값을 씁니다.</translation>
    </message>
    <message>
        <source>Ports are 1 to 65535; 104 and 11112 are usual.</source>
        <translation>포트는 1~65535이며 보통 104와 11112입니다.</translation>
    </message>
    <message>
        <source>Ports are 1 to 65535; 11112 is usual.</source>
        <translation>포트는 1~65535이며 보통 11112입니다.</translation>
    </message>
    <message>
        <source>Put back a backup from before the change, or tell whoever keeps this store.</source>
        <translation>변경 전의 백업을 되돌리거나 이 저장소의 관리자에게 알리십시오.</translation>
    </message>
    <message>
        <source>Put it back, or merge it again.</source>
        <translation>되돌려 놓거나 다시 병합하십시오.</translation>
    </message>
    <message>
        <source>Put its file back as it was.</source>
        <translation>파일을 원래대로 되돌리십시오.</translation>
    </message>
    <message>
        <source>Put its file back.</source>
        <translation>파일을 되돌려 놓으십시오.</translation>
    </message>
    <message>
        <source>Put protocol.toml back as it was, or begin a new study.</source>
        <translation>protocol.toml을 원래대로 되돌리거나 새 연구를 시작하십시오.</translation>
    </message>
    <message>
        <source>Put the file back.</source>
        <translation>파일을 되돌려 놓으십시오.</translation>
    </message>
    <message>
        <source>Put {record} back from a backup into its folder; where there is none, tell whoever runs the study before you move {note} away, which begins anew.</source>
        <translation>백업에서 {record}을(를) 원래 폴더로 되돌리십시오. 백업이 없으면 연구 책임자에게 먼저 알리십시오. {note}을(를) 치우면 처음부터 다시 시작합니다.</translation>
    </message>
    <message>
        <source>Random readers need two or more.</source>
        <translation>무작위 판독자는 두 명 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>Read some films first, or calibrate from films without readings.</source>
        <translation>먼저 영상 몇 장을 판독하거나, 판독 없는 영상으로 보정하십시오.</translation>
    </message>
    <message>
        <source>Reading the film was cancelled.</source>
        <translation>영상 읽기를 취소했습니다.</translation>
    </message>
    <message>
        <source>Readings made before files were recorded: {count}. Where a picture lies under several headers, nobody can say which file was read.</source>
        <translation>파일을 기록하기 전에 한 판독: {count}건. 한 영상이 여러 헤더 아래 있으면 어느 파일을 판독했는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Readings made with the model&apos;s answer in sight, which may follow it: {count}.</source>
        <translation>모델의 답을 보면서 한 판독(그 답을 따랐을 수 있음): {count}건.</translation>
    </message>
    <message>
        <source>Readings taken over: {readings} (new films: {films}, new readers: {readers}); already here: {known}.</source>
        <translation>가져온 판독: {readings}건(새 영상 {films}장, 새 판독자 {readers}명), 이미 있던 것: {known}건.</translation>
    </message>
    <message>
        <source>Receiving over TLS needs a certificate.</source>
        <translation>TLS로 수신하려면 인증서가 필요합니다.</translation>
    </message>
    <message>
        <source>Record {number} of the truth: {reason}</source>
        <translation>정답의 {number}번째 기록: {reason}</translation>
    </message>
    <message>
        <source>Refuses films unlike its training: {old} becomes {new}.</source>
        <translation>학습 영상과 다른 영상 거부: {old} → {new}.</translation>
    </message>
    <message>
        <source>Remove what does not belong.</source>
        <translation>맞지 않는 것을 빼십시오.</translation>
    </message>
    <message>
        <source>Report this model.</source>
        <translation>이 모델을 알려 주십시오.</translation>
    </message>
    <message>
        <source>SQLite {sqlite_version} is too old for the store of readings.</source>
        <translation>SQLite {sqlite_version}은(는) 너무 오래되어 저장소에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Sampling needs both: what to sample by, and how many of each.</source>
        <translation>표본 추출에는 기준과 각각의 수가 모두 필요합니다.</translation>
    </message>
    <message>
        <source>Save it as CSV.</source>
        <translation>CSV로 저장하십시오.</translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation>UTF-8로 저장하십시오.</translation>
    </message>
    <message>
        <source>Save the table as CSV in UTF-8.</source>
        <translation>표를 UTF-8 CSV로 저장하십시오.</translation>
    </message>
    <message>
        <source>Save the table as CSV.</source>
        <translation>표를 CSV로 저장하십시오.</translation>
    </message>
    <message>
        <source>See the readers in its protocol.</source>
        <translation>프로토콜의 판독자를 보십시오.</translation>
    </message>
    <message>
        <source>See the user guide for the form of the file.</source>
        <translation>파일 형식은 사용자 안내서를 보십시오.</translation>
    </message>
    <message>
        <source>Set back to false.</source>
        <translation>back을 false로 하십시오.</translation>
    </message>
    <message>
        <source>Set map_verdict to false.</source>
        <translation>map_verdict를 false로 하십시오.</translation>
    </message>
    <message>
        <source>Set practice lower, or add films.</source>
        <translation>practice를 줄이거나 영상을 추가하십시오.</translation>
    </message>
    <message>
        <source>Set the clock right.</source>
        <translation>시계를 맞추십시오.</translation>
    </message>
    <message>
        <source>Set washout_days to 0.</source>
        <translation>washout_days를 0으로 하십시오.</translation>
    </message>
    <message>
        <source>Set washout_days; four weeks (28) are usual.</source>
        <translation>washout_days를 정하십시오. 보통 4주(28)입니다.</translation>
    </message>
    <message>
        <source>Split it.</source>
        <translation>나누십시오.</translation>
    </message>
    <message>
        <source>Split the study.</source>
        <translation>연구를 나누십시오.</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>다시 시작하십시오.</translation>
    </message>
    <message>
        <source>Switch to Settle where readers differ to answer it there.</source>
        <translation>판독자 간 차이 조정으로 전환하여 그곳에서 답하십시오.</translation>
    </message>
    <message>
        <source>Synthetic training: {old} becomes {new}.</source>
        <translation>합성 영상 학습: {old} → {new}.</translation>
    </message>
    <message>
        <source>Take fewer, or add films to the reference standard.</source>
        <translation>더 적게 뽑거나 참조 표준에 영상을 추가하십시오.</translation>
    </message>
    <message>
        <source>Tell whoever runs the study.</source>
        <translation>연구 담당자에게 알리십시오.</translation>
    </message>
    <message>
        <source>Tell whoever runs the study; nothing was written.</source>
        <translation>연구 담당자에게 알리십시오. 아무것도 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>The DICOM header is damaged.</source>
        <translation>DICOM 헤더가 손상되었습니다.</translation>
    </message>
    <message>
        <source>The PACS names an object by something that is no UID.</source>
        <translation>PACS가 UID가 아닌 것으로 객체를 부릅니다.</translation>
    </message>
    <message>
        <source>The RLE picture&apos;s segments do not fit its header.</source>
        <translation>RLE 그림의 구획이 헤더와 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The address is empty or has a space.</source>
        <translation>주소가 비었거나 빈칸이 있습니다.</translation>
    </message>
    <message>
        <source>The answer is larger than any film.</source>
        <translation>응답이 어떤 영상보다도 큽니다.</translation>
    </message>
    <message>
        <source>The answer was not kept.</source>
        <translation>답을 보관하지 않았습니다.</translation>
    </message>
    <message>
        <source>The answers here belong to another study or reader.</source>
        <translation>여기의 답은 다른 연구나 판독자의 것입니다.</translation>
    </message>
    <message>
        <source>The answers here were written by a newer Shenton.</source>
        <translation>여기의 답은 더 새로운 Shenton이 쓴 것입니다.</translation>
    </message>
    <message>
        <source>The answers of this sitting cannot be read.</source>
        <translation>이 판독의 답을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The answers of {where} cannot be read.</source>
        <translation>{where}의 응답을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The arms are: {arms}; the second may be model.</source>
        <translation>조건: {arms}. 두 번째는 model일 수 있습니다.</translation>
    </message>
    <message>
        <source>The assignment is too large.</source>
        <translation>배정이 너무 큽니다.</translation>
    </message>
    <message>
        <source>The assignment&apos;s hashes are not those of its films.</source>
        <translation>배정의 해시가 그 영상들의 것이 아닙니다.</translation>
    </message>
    <message>
        <source>The assignment&apos;s sessions do not fit its rules.</source>
        <translation>배정의 회차가 규칙과 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The assignment&apos;s truths are not those of its practice films.</source>
        <translation>배정의 정답이 연습 영상의 것이 아닙니다.</translation>
    </message>
    <message>
        <source>The bootstrap needs 100 to 1000000 repeats.</source>
        <translation>부트스트랩 반복은 100~1000000회입니다.</translation>
    </message>
    <message>
        <source>The bundle&apos;s folder could not be read.</source>
        <translation>번들의 폴더를 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The bundle&apos;s zip is packed in an unusual way.</source>
        <translation>번들의 zip이 특이한 방식으로 묶여 있습니다.</translation>
    </message>
    <message>
        <source>The bundle&apos;s zip names a file twice.</source>
        <translation>번들의 zip에 같은 파일이 두 번 있습니다.</translation>
    </message>
    <message>
        <source>The cluster {address} does not answer ({reason}).</source>
        <translation>클러스터 {address}이(가) 응답하지 않습니다({reason}).</translation>
    </message>
    <message>
        <source>The compressed picture lacks the table before it; it was read all the same.</source>
        <translation>압축 영상 앞에 있어야 할 표가 없지만 그대로 읽었습니다.</translation>
    </message>
    <message>
        <source>The correlations make no sense.</source>
        <translation>상관이 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The disk reported an error under the store of readings; nothing was saved this time.</source>
        <translation>판독 저장소가 있는 디스크에서 오류가 발생했습니다. 이번에는 아무것도 저장되지 않았습니다.</translation>
    </message>
    <message>
        <source>The file carries an overlay that cannot be read; it is not shown.</source>
        <translation>파일에 읽을 수 없는 오버레이가 있어 표시하지 않습니다.</translation>
    </message>
    <message>
        <source>The file carries {count} overlays that cannot be read; they are not shown.</source>
        <translation>파일에 읽을 수 없는 오버레이가 {count}개 있어 표시하지 않습니다.</translation>
    </message>
    <message>
        <source>The file holds more than one compressed picture; the first is shown.</source>
        <translation>파일에 압축 영상이 둘 이상 있어 첫째를 표시합니다.</translation>
    </message>
    <message>
        <source>The film&apos;s file was changed while it was exported.</source>
        <translation>내보내는 동안 영상 파일이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The film&apos;s shorter side has only {shortest} px.</source>
        <translation>영상의 짧은 변이 {shortest}픽셀뿐입니다.</translation>
    </message>
    <message>
        <source>The header claims fewer bits than a grey value has; it was read as it is.</source>
        <translation>헤더가 실제 회색값보다 적은 비트를 표시하지만 있는 그대로 읽었습니다.</translation>
    </message>
    <message>
        <source>The header does not say in which characters it is written: the patient&apos;s name may be shown wrong.</source>
        <translation>헤더에 문자 집합이 적혀 있지 않아 환자 이름이 잘못 표시될 수 있습니다.</translation>
    </message>
    <message>
        <source>The header has a look-up table of values (Modality LUT) and a rescale, which exclude each other; the table is used.</source>
        <translation>헤더에 서로 배타적인 값 조회표(Modality LUT)와 리스케일이 함께 있습니다. 조회표를 사용합니다.</translation>
    </message>
    <message>
        <source>The header has too many elements.</source>
        <translation>헤더의 요소가 너무 많습니다.</translation>
    </message>
    <message>
        <source>The header&apos;s rescale values are not written as they should be; what of them could be read is used.</source>
        <translation>헤더의 리스케일 값이 규정대로 쓰여 있지 않습니다. 읽을 수 있는 것만 사용합니다.</translation>
    </message>
    <message>
        <source>The header&apos;s window is not written as it should be and was not used.</source>
        <translation>헤더의 윈도우 값이 규정대로 쓰여 있지 않아 사용하지 않았습니다.</translation>
    </message>
    <message>
        <source>The labels file has schema {schema}, this version reads 1 to {known}.</source>
        <translation>레이블 파일의 스키마는 {schema}이고, 이 버전은 1~{known}을 읽습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s output {name} has a wrong shape or value.</source>
        <translation>모델의 출력 {name}의 모양이나 값이 잘못되었습니다.</translation>
    </message>
    <message>
        <source>The object did not come whole from {where}.</source>
        <translation>{where}에서 객체가 온전히 오지 않았습니다.</translation>
    </message>
    <message>
        <source>The pixel aspect ratio of the header makes no sense and was not used.</source>
        <translation>헤더의 픽셀 종횡비가 타당하지 않아 사용하지 않았습니다.</translation>
    </message>
    <message>
        <source>The protocol&apos;s cut-off of the model needs a model.</source>
        <translation>프로토콜의 모델 절단값에는 모델이 필요합니다.</translation>
    </message>
    <message>
        <source>The proximal femur cannot be assessed on this film.</source>
        <translation>이 영상으로는 근위 대퇴골을 평가할 수 없음.</translation>
    </message>
    <message>
        <source>The result breaks the wash-out: a session was begun too early (days: {days} of {of}).</source>
        <translation>결과가 워시아웃을 어겼습니다: {of}일 중 {days}일 만에 회차를 시작했습니다.</translation>
    </message>
    <message>
        <source>The specialty {specialty} cannot be told from {other}.</source>
        <translation>전문 분야 {specialty}을(를) {other}와(과) 구별할 수 없습니다.</translation>
    </message>
    <message>
        <source>The store of readings is in use by another program.</source>
        <translation>다른 프로그램이 저장소를 쓰고 있습니다.</translation>
    </message>
    <message>
        <source>The store of readings is not open.</source>
        <translation>저장소가 열려 있지 않습니다.</translation>
    </message>
    <message>
        <source>The study has more objects than were named; the others were not asked for.</source>
        <translation>검사의 객체가 목록에 나온 것보다 많습니다. 나머지는 요청하지 않았습니다.</translation>
    </message>
    <message>
        <source>The system knows no home folder of this user.</source>
        <translation>시스템이 이 사용자의 홈 폴더를 알지 못합니다.</translation>
    </message>
    <message>
        <source>The table is not there any more: it or its folder was removed while it was written.</source>
        <translation>표가 더 이상 없습니다. 기록하는 동안 표나 그 폴더가 삭제되었습니다.</translation>
    </message>
    <message>
        <source>The table was begun with another model, or under another site profile.</source>
        <translation>이 표는 다른 모델로, 또는 다른 기관 프로필로 시작되었습니다.</translation>
    </message>
    <message>
        <source>The table was begun without this site profile.</source>
        <translation>이 표는 이 기관 프로필 없이 시작되었습니다.</translation>
    </message>
    <message>
        <source>The usual one is 0.05; for non-inferiority, which is one-sided, 0.025.</source>
        <translation>보통 0.05이며, 단측인 비열등성에는 0.025입니다.</translation>
    </message>
    <message>
        <source>The {value} of its header is in characters that are not known.</source>
        <translation>헤더의 {value}이(가) 알 수 없는 문자로 되어 있습니다.</translation>
    </message>
    <message>
        <source>There seems to be metal in a hip: the model knows implants from synthetic films only.</source>
        <translation>고관절에 금속이 있는 것으로 보입니다. 이 모델은 임플란트를 합성 영상으로만 학습했습니다.</translation>
    </message>
    <message>
        <source>This computer is slow now: the model&apos;s self-test took {probe:.0f} s, so a film may take up to {seconds:.0f} s.</source>
        <translation>지금 이 컴퓨터가 느립니다. 모델의 자체 시험에 {probe:.0f}초가 걸렸으므로, 영상 한 장에 최대 {seconds:.0f}초까지 걸릴 수 있습니다.</translation>
    </message>
    <message>
        <source>This file is not a Shenton store of readings; it was left as it is.</source>
        <translation>이 파일은 Shenton 저장소가 아닙니다. 그대로 두었습니다.</translation>
    </message>
    <message>
        <source>This film shows {shown}, not a frontal pelvis.</source>
        <translation>이 영상은 골반 정면이 아니라 {shown}을(를) 보여 줍니다.</translation>
    </message>
    <message>
        <source>This folder cannot hold the store of readings (its file system lacks shared memory).</source>
        <translation>이 폴더에는 저장소를 둘 수 없습니다(파일 시스템에 공유 메모리가 없음).</translation>
    </message>
    <message>
        <source>This is a disc&apos;s list of its films (DICOMDIR), and not all that it lists is here: it is cut short, or names files that are gone or lie outside its folder.</source>
        <translation>디스크의 영상 목록(DICOMDIR)이며, 목록에 있는 것이 여기에 모두 있지는 않습니다. 목록이 중간에 잘렸거나, 없어졌거나 폴더 밖에 있는 파일을 가리킵니다.</translation>
    </message>
    <message>
        <source>This reader has seen what others answered on this film.</source>
        <translation>이 판독자는 이 영상에 대한 다른 판독자의 답을 보았습니다.</translation>
    </message>
    <message>
        <source>This sitting was begun here, and its file of answers is gone: what was answered is lost.</source>
        <translation>이 판독은 여기에서 시작되었으나 답 파일이 없어졌습니다. 답한 내용은 잃었습니다.</translation>
    </message>
    <message>
        <source>Try again, or choose another model: Model, Models…</source>
        <translation>다시 시도하거나 다른 모델을 선택하십시오: 모델, 모델…</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>다시 시도하십시오.</translation>
    </message>
    <message>
        <source>Try again; ask the PACS administrator if it stays so.</source>
        <translation>다시 시도하고, 계속되면 PACS 관리자에게 문의하십시오.</translation>
    </message>
    <message>
        <source>Two pixel spacings of the header give the pixels different shapes; the first is used.</source>
        <translation>헤더의 두 픽셀 간격이 서로 다른 픽셀 모양을 나타내어 첫째를 사용합니다.</translation>
    </message>
    <message>
        <source>Values of the reference standard that stand in a column without a name are not used: lines {count}, the first is line {line}.</source>
        <translation>이름 없는 열에 있는 참조 표준 값은 사용하지 않습니다. 행 수 {count}, 첫 행은 {line}행.</translation>
    </message>
    <message>
        <source>What is expected of the readers cannot be a value of that figure.</source>
        <translation>판독자에 대한 예상값이 그 지표로 가능한 값이 아닙니다.</translation>
    </message>
    <message>
        <source>What {where} sent is no DICOM object.</source>
        <translation>{where}에서 보낸 것은 DICOM 객체가 아닙니다.</translation>
    </message>
    <message>
        <source>Write one specialty the same way throughout, and none like a reader&apos;s code.</source>
        <translation>같은 전문 분야는 항상 똑같이 적고, 판독자 코드와 같게 적지 마십시오.</translation>
    </message>
    <message>
        <source>Write to another file, or leave it out.</source>
        <translation>다른 파일에 쓰거나 그 옵션을 빼십시오.</translation>
    </message>
    <message>
        <source>Write to another file, or name that model and profile.</source>
        <translation>다른 파일에 쓰거나 그 모델과 프로필을 지정하십시오.</translation>
    </message>
    <message>
        <source>a colour image</source>
        <translation>컬러 영상</translation>
    </message>
    <message>
        <source>cannot answer in this form</source>
        <translation>이 형식으로는 응답할 수 없습니다</translation>
    </message>
    <message>
        <source>cannot tell how many objects match</source>
        <translation>해당하는 객체가 몇 개인지 알려 주지 못합니다</translation>
    </message>
    <message>
        <source>could not send the objects</source>
        <translation>객체를 보내지 못했습니다</translation>
    </message>
    <message>
        <source>does not understand what it was asked</source>
        <translation>요청을 해석하지 못합니다</translation>
    </message>
    <message>
        <source>has a gateway before it that gets no answer</source>
        <translation>앞단의 게이트웨이가 응답을 받지 못합니다</translation>
    </message>
    <message>
        <source>has a gateway before it that gets no answer in time</source>
        <translation>앞단의 게이트웨이가 제때 응답을 받지 못합니다</translation>
    </message>
    <message>
        <source>poor positioning</source>
        <translation>자세 불량</translation>
    </message>
    <message>
        <source>symphysis {length} below the sacrum, in the middle</source>
        <translation>치골결합이 천골보다 {length} 아래, 정중앙</translation>
    </message>
    <message>
        <source>symphysis {length} below the sacrum, {aside} to {side}</source>
        <translation>치골결합이 천골보다 {length} 아래, {side} 쪽으로 {aside}</translation>
    </message>
    <message>
        <source>the map scale must lie in {least:g}..{most:g}</source>
        <translation>맵 척도는 {least:g}..{most:g} 안에 있어야 합니다</translation>
    </message>
    <message>
        <source>was asked too often</source>
        <translation>요청을 너무 자주 받았습니다</translation>
    </message>
    <message>
        <source>{count} films were not sent.</source>
        <translation>영상 {count}장을 보내지 못했습니다.</translation>
    </message>
    <message>
        <source>{count} folders could not be looked into.</source>
        <translation>폴더 {count}개는 들여다볼 수 없었습니다.</translation>
    </message>
    <message>
        <source>{count} hidden files or folders were left out.</source>
        <translation>숨김 파일 또는 폴더 {count}개를 제외했습니다.</translation>
    </message>
    <message>
        <source>{count} links to folders were not followed.</source>
        <translation>폴더 링크 {count}개는 따라가지 않았습니다.</translation>
    </message>
    <message>
        <source>{count} more answers could not be read and are left out.</source>
        <translation>읽을 수 없는 응답이 {count}건 더 있어 제외했습니다.</translation>
    </message>
    <message>
        <source>{count} of the objects had the UID of another one that came; both are kept.</source>
        <translation>객체 {count}개의 UID가 함께 온 다른 객체의 UID와 같습니다. 둘 다 보관합니다.</translation>
    </message>
    <message>
        <source>{count} of the objects say another UID of themselves than they were sent under.</source>
        <translation>객체 {count}개는 안에 적힌 UID가 전송에 쓰인 UID와 다릅니다.</translation>
    </message>
    <message>
        <source>{count} series of the study could not be read from the answer and were not asked for.</source>
        <translation>검사의 시리즈 {count}개는 응답에서 읽을 수 없어 요청하지 않았습니다.</translation>
    </message>
    <message>
        <source>{engine} is not used: on {inputs} probe films a probability moved by {worst:.4f}; answers changed: {changed}.</source>
        <translation>{engine}은(는) 사용하지 않습니다. 시험 영상 {inputs}장에서 확률이 {worst:.4f}만큼 달라졌고 답 {changed}개가 바뀌었습니다.</translation>
    </message>
    <message>
        <source>{first} and {second} are the same picture, but the reference standard says different things of them.</source>
        <translation>{first}과(와) {second}은(는) 같은 그림인데 참조 표준의 내용이 서로 다릅니다.</translation>
    </message>
    <message>
        <source>{most} of {count} films belong to one patient. Where that name stands for an unknown patient, leave it empty: each such film then stands alone.</source>
        <translation>영상 {count}장 중 {most}장이 한 환자의 것입니다. 그 이름이 알 수 없는 환자를 뜻하면 비워 두십시오. 그러면 각 영상이 따로 셈해집니다.</translation>
    </message>
    <message>
        <source>{options} would change nothing with {asked}.</source>
        <translation>{asked}에서는 {options}이(가) 아무것도 바꾸지 않습니다.</translation>
    </message>
    <message>
        <source>{options} would change nothing without {needed}.</source>
        <translation>{needed} 없이는 {options}이(가) 아무것도 바꾸지 않습니다.</translation>
    </message>
    <message>
        <source>{provider} is not part of this ONNX Runtime; using the next.</source>
        <translation>이 ONNX Runtime에는 {provider}이(가) 없어 다음 것을 사용합니다.</translation>
    </message>
    <message>
        <source>0.2 is usual.</source>
        <translation>보통 0.2입니다.</translation>
    </message>
    <message>
        <source>0.5 is usual.</source>
        <translation>보통 0.5입니다.</translation>
    </message>
    <message>
        <source>1 film was not sent.</source>
        <translation>영상 1장을 보내지 못했습니다.</translation>
    </message>
    <message>
        <source>1 folder could not be looked into.</source>
        <translation>폴더 1개는 들여다볼 수 없었습니다.</translation>
    </message>
    <message>
        <source>1 hidden file or folder was left out.</source>
        <translation>숨김 파일 또는 폴더 1개를 제외했습니다.</translation>
    </message>
    <message>
        <source>1 link to a folder was not followed.</source>
        <translation>폴더 링크 1개는 따라가지 않았습니다.</translation>
    </message>
    <message>
        <source>A film check of the model card does not fit the graph&apos;s latent.</source>
        <translation>모델 카드의 영상 점검이 그래프의 latent와 맞지 않습니다.</translation>
    </message>
    <message>
        <source>A look-up table of the header has fewer entries than it claims.</source>
        <translation>헤더의 룩업 테이블 항목이 적힌 것보다 적습니다.</translation>
    </message>
    <message>
        <source>A look-up table of the header is damaged and was not used.</source>
        <translation>헤더의 룩업 테이블이 손상되어 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>A primary question against the model needs a model.</source>
        <translation>모델과 비교하는 1차 질문에는 모델이 필요합니다.</translation>
    </message>
    <message>
        <source>A secondary capture: its grey values may not be those of the detector.</source>
        <translation>이차 캡처: 회색 값이 검출기의 값이 아닐 수 있습니다.</translation>
    </message>
    <message>
        <source>A window of the header has no width and was not used.</source>
        <translation>헤더의 윈도에 너비가 없어 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>An answer of the model names its doubts wrongly.</source>
        <translation>모델의 답 하나에 유의 사항이 잘못 적혀 있습니다.</translation>
    </message>
    <message>
        <source>Another patient&apos;s film left under the UID of its study.</source>
        <translation>다른 환자의 영상이 그 검사의 UID로 내보내졌습니다.</translation>
    </message>
    <message>
        <source>Answers noted as given without sight of the model&apos;s or others&apos; answers, though their reader had seen them before by one of the two stores: {not_alone}. Exports mark them as given with it.</source>
        <translation>모델이나 다른 판독자의 답을 보지 않고 한 것으로 기록되었으나, 두 저장소 중 하나에 따르면 판독자가 이전에 보았던 답: {not_alone}. 내보낼 때에는 보고 한 답으로 표시됩니다.</translation>
    </message>
    <message>
        <source>Ask the PACS administrator for the address of the DICOMweb service itself.</source>
        <translation>PACS 관리자에게 DICOMweb 서비스 자체의 주소를 물어보십시오.</translation>
    </message>
    <message>
        <source>Ask the PACS administrator for the reason.</source>
        <translation>PACS 관리자에게 이유를 물어보십시오.</translation>
    </message>
    <message>
        <source>Ask the PACS administrator what it offers to this program&apos;s AE title.</source>
        <translation>이 프로그램의 AE title에 무엇을 제공하는지 PACS 관리자에게 물어보십시오.</translation>
    </message>
    <message>
        <source>Ask the PACS administrator which it takes.</source>
        <translation>무엇을 받는지 PACS 관리자에게 물어보십시오.</translation>
    </message>
    <message>
        <source>Ask the PACS administrator which kinds it stores.</source>
        <translation>어떤 종류를 저장하는지 PACS 관리자에게 물어보십시오.</translation>
    </message>
    <message>
        <source>Ask the PACS administrator.</source>
        <translation>PACS 관리자에게 문의하십시오.</translation>
    </message>
    <message>
        <source>Check them and their order: no covariance is larger than the error variance.</source>
        <translation>값과 순서를 확인하십시오. 어떤 공분산도 오차 분산보다 클 수 없습니다.</translation>
    </message>
    <message>
        <source>Check whether it wants TLS on this port, or a certificate of ours.</source>
        <translation>이 포트가 TLS나 우리 인증서를 요구하는지 확인하십시오.</translation>
    </message>
    <message>
        <source>For example local:2.</source>
        <translation>예: local:2.</translation>
    </message>
    <message>
        <source>Give the name or address that it was made out for.</source>
        <translation>인증서에 적힌 이름이나 주소를 주십시오.</translation>
    </message>
    <message>
        <source>Install another one: Model, Models…</source>
        <translation>다른 것을 설치하십시오: 모델, 모델…</translation>
    </message>
    <message>
        <source>It names the columns, by commas, semicolons or tabs: reader,case,arm,truth,rating.</source>
        <translation>열 이름을 쉼표, 세미콜론 또는 탭으로 나누어 적습니다: reader,case,arm,truth,rating.</translation>
    </message>
    <message>
        <source>Look at its name below the film, or choose one: Model, Models…</source>
        <translation>영상 아래의 모델 이름을 확인하거나 모델, 모델…에서 선택하십시오</translation>
    </message>
    <message>
        <source>Make room, or write it to another place.</source>
        <translation>공간을 확보하거나 다른 곳에 쓰십시오.</translation>
    </message>
    <message>
        <source>Reading the film took longer than {seconds:g} s and was given up.</source>
        <translation>영상을 읽는 데 {seconds:g}초보다 오래 걸려 중단했습니다.</translation>
    </message>
    <message>
        <source>Text is burned into the picture; it may name the patient.</source>
        <translation>그림에 글자가 새겨져 있어 환자를 알 수 있을지 모릅니다.</translation>
    </message>
    <message>
        <source>The compressed picture decodes to another shape.</source>
        <translation>압축을 풀면 그림의 모양이 달라집니다.</translation>
    </message>
    <message>
        <source>The compressed picture has no frame header.</source>
        <translation>압축된 그림에 프레임 헤더가 없습니다.</translation>
    </message>
    <message>
        <source>The compressed picture is cut short.</source>
        <translation>압축된 그림이 중간에 잘렸습니다.</translation>
    </message>
    <message>
        <source>The compressed picture is damaged.</source>
        <translation>압축된 그림이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The compressed picture&apos;s fragments are damaged.</source>
        <translation>압축된 그림의 조각이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The compressed picture&apos;s header is damaged.</source>
        <translation>압축된 그림의 헤더가 손상되었습니다.</translation>
    </message>
    <message>
        <source>The confidence level is not between 0.5 and 1.</source>
        <translation>신뢰 수준이 0.5와 1 사이가 아닙니다.</translation>
    </message>
    <message>
        <source>The cut-off is no number.</source>
        <translation>절단값이 수가 아닙니다.</translation>
    </message>
    <message>
        <source>The data of a .imrmc file follow that line.</source>
        <translation>.imrmc 파일의 자료는 그 줄 다음에 옵니다.</translation>
    </message>
    <message>
        <source>The decoder stopped on this file.</source>
        <translation>디코더가 이 파일에서 멈췄습니다.</translation>
    </message>
    <message>
        <source>The difference is no difference of two areas.</source>
        <translation>두 면적의 차이가 될 수 없는 값입니다.</translation>
    </message>
    <message>
        <source>The file does not say what kind of image it is.</source>
        <translation>어떤 종류의 영상인지 파일에 적혀 있지 않습니다.</translation>
    </message>
    <message>
        <source>The file does not say whether low values are black or white; black is assumed.</source>
        <translation>낮은 값이 검정인지 하양인지 파일에 적혀 있지 않아 검정으로 봅니다.</translation>
    </message>
    <message>
        <source>The file ends before its picture.</source>
        <translation>그림이 끝나기 전에 파일이 끝납니다.</translation>
    </message>
    <message>
        <source>The file has no line BEGIN DATA:.</source>
        <translation>파일에 BEGIN DATA: 줄이 없습니다.</translation>
    </message>
    <message>
        <source>The file holds no answers.</source>
        <translation>파일에 답이 없습니다.</translation>
    </message>
    <message>
        <source>The file is damaged; ask for the film again.</source>
        <translation>파일이 손상되었습니다. 영상을 다시 요청하십시오.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>파일이 비어 있습니다.</translation>
    </message>
    <message>
        <source>The file is no readable zip.</source>
        <translation>읽을 수 있는 zip 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>The file needs more memory than a film may take.</source>
        <translation>영상 하나에 허용된 것보다 많은 메모리가 필요합니다.</translation>
    </message>
    <message>
        <source>The file of answers is damaged, full or in use; nothing was saved this time.</source>
        <translation>답 파일이 손상되었거나 가득 찼거나 사용 중입니다. 이번에는 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>The file of answers is larger than 256 MiB.</source>
        <translation>답 파일이 256 MiB보다 큽니다.</translation>
    </message>
    <message>
        <source>The file of answers is no plain text.</source>
        <translation>답 파일이 일반 텍스트가 아닙니다.</translation>
    </message>
    <message>
        <source>The file of answers is not in UTF-8.</source>
        <translation>답 파일이 UTF-8이 아닙니다.</translation>
    </message>
    <message>
        <source>The file of boxes does not follow its form.</source>
        <translation>박스 파일이 형식에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The file of boxes has another schema.</source>
        <translation>박스 파일의 스키마가 다릅니다.</translation>
    </message>
    <message>
        <source>The file of boxes is too large.</source>
        <translation>박스 파일이 너무 큽니다.</translation>
    </message>
    <message>
        <source>The file says that it is compressed, but it is not.</source>
        <translation>파일은 압축되었다고 하지만 그렇지 않습니다.</translation>
    </message>
    <message>
        <source>The file&apos;s deflated part is damaged.</source>
        <translation>파일의 deflate 부분이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The file&apos;s first header group has no end.</source>
        <translation>파일의 첫 헤더 그룹에 끝이 없습니다.</translation>
    </message>
    <message>
        <source>The file&apos;s sequences are nested too deeply.</source>
        <translation>파일의 시퀀스가 너무 깊이 겹쳐 있습니다.</translation>
    </message>
    <message>
        <source>The film is blank.</source>
        <translation>빈 영상입니다.</translation>
    </message>
    <message>
        <source>The film is not where it was.</source>
        <translation>영상이 있던 곳에 없습니다.</translation>
    </message>
    <message>
        <source>The film is too large to be mirrored.</source>
        <translation>영상이 너무 커서 좌우 반전할 수 없습니다.</translation>
    </message>
    <message>
        <source>The film is too long and narrow for a frontal pelvis.</source>
        <translation>영상이 골반 정면으로 보기에는 너무 길고 좁습니다.</translation>
    </message>
    <message>
        <source>The film names no study to attach to.</source>
        <translation>영상에 연결할 검사가 적혀 있지 않습니다.</translation>
    </message>
    <message>
        <source>The film shows too little of the hip.</source>
        <translation>영상에 고관절이 너무 적게 보입니다.</translation>
    </message>
    <message>
        <source>The film was compressed with loss.</source>
        <translation>영상이 손실 압축되었습니다.</translation>
    </message>
    <message>
        <source>The film&apos;s middle is not the pelvis&apos;s.</source>
        <translation>영상의 가운데가 골반의 가운데가 아닙니다.</translation>
    </message>
    <message>
        <source>The film&apos;s modality values are not finite.</source>
        <translation>영상의 modality 값이 유한하지 않습니다.</translation>
    </message>
    <message>
        <source>The films are all of one kind.</source>
        <translation>영상이 모두 한 종류입니다.</translation>
    </message>
    <message>
        <source>The films come without a reference standard.</source>
        <translation>영상에 참조 표준이 없습니다.</translation>
    </message>
    <message>
        <source>The first line has neither rating nor decision.</source>
        <translation>첫 줄에 rating도 decision도 없습니다.</translation>
    </message>
    <message>
        <source>The folder of the films was not found.</source>
        <translation>영상 폴더를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>The grey-scale window of the input differs.</source>
        <translation>입력의 회색 윈도가 다릅니다.</translation>
    </message>
    <message>
        <source>The header calls the whole picture padding; it is shown all the same.</source>
        <translation>헤더가 그림 전체를 여백이라고 하지만 그대로 표시합니다.</translation>
    </message>
    <message>
        <source>The header does not give the picture&apos;s size.</source>
        <translation>헤더에 그림의 크기가 없습니다.</translation>
    </message>
    <message>
        <source>The key does not belong to this file, or the file was altered.</source>
        <translation>키가 이 파일의 것이 아니거나 파일이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The labels file could not be read.</source>
        <translation>레이블 파일을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The labels file is not a text file.</source>
        <translation>레이블 파일이 텍스트 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>The locked study is damaged.</source>
        <translation>잠긴 연구가 손상되었습니다.</translation>
    </message>
    <message>
        <source>The locked study was changed after it was locked.</source>
        <translation>연구가 잠긴 뒤에 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The locked study&apos;s orders are not those of its readers.</source>
        <translation>잠긴 연구의 순서가 판독자의 것이 아닙니다.</translation>
    </message>
    <message>
        <source>The model brings functions of its own.</source>
        <translation>모델에 자체 함수가 있습니다.</translation>
    </message>
    <message>
        <source>The model card has a value of the wrong kind.</source>
        <translation>모델 카드에 형식이 잘못된 값이 있습니다.</translation>
    </message>
    <message>
        <source>The model card has another schema.</source>
        <translation>모델 카드의 스키마가 다릅니다.</translation>
    </message>
    <message>
        <source>The model card is not a text file.</source>
        <translation>모델 카드가 텍스트 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>The model card&apos;s film gate does not fit the graph&apos;s latent.</source>
        <translation>모델 카드의 영상 검문이 그래프의 latent와 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The model card&apos;s metrics is not an object.</source>
        <translation>모델 카드의 metrics가 객체가 아닙니다.</translation>
    </message>
    <message>
        <source>The model could not be run on this film.</source>
        <translation>이 영상에 모델을 돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>The model could not be written to its place.</source>
        <translation>모델을 제자리에 기록할 수 없습니다.</translation>
    </message>
    <message>
        <source>The model does not answer the seven classes.</source>
        <translation>모델이 일곱 클래스로 답하지 않습니다.</translation>
    </message>
    <message>
        <source>The model is in ONNX Runtime&apos;s own format.</source>
        <translation>모델이 ONNX Runtime 고유 형식입니다.</translation>
    </message>
    <message>
        <source>The model keeps weights outside its file.</source>
        <translation>모델의 가중치가 파일 밖에 있습니다.</translation>
    </message>
    <message>
        <source>The model used last time is not there any more; another one is loaded.</source>
        <translation>지난번에 쓴 모델이 없어져 다른 모델을 불러왔습니다.</translation>
    </message>
    <message>
        <source>The model {name} cannot be used: {reason} {next} is loaded instead.</source>
        <translation>모델 {name}을(를) 사용할 수 없습니다: {reason} 대신 {next}을(를) 불러옵니다.</translation>
    </message>
    <message>
        <source>The model&apos;s answers are of another version.</source>
        <translation>모델의 답이 다른 버전의 것입니다.</translation>
    </message>
    <message>
        <source>The model&apos;s classes are not the seven that Shenton knows, in their order.</source>
        <translation>모델의 클래스가 Shenton이 아는 일곱 클래스의 순서와 다릅니다.</translation>
    </message>
    <message>
        <source>The model&apos;s file holds no graph.</source>
        <translation>모델 파일에 그래프가 없습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s graph is damaged or no ONNX file.</source>
        <translation>모델 그래프가 손상되었거나 ONNX 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>The model&apos;s graph is not the one its card describes (SHA-256 differs).</source>
        <translation>모델 그래프가 카드에 적힌 것이 아닙니다(SHA-256이 다름).</translation>
    </message>
    <message>
        <source>The model&apos;s maps are longer than its answers.</source>
        <translation>모델의 맵이 답보다 깁니다.</translation>
    </message>
    <message>
        <source>The model&apos;s maps end too early.</source>
        <translation>모델의 맵이 너무 일찍 끝납니다.</translation>
    </message>
    <message>
        <source>The model&apos;s probabilities do not sum to one.</source>
        <translation>모델의 확률을 더해도 1이 되지 않습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s report has a wrong shape.</source>
        <translation>모델의 판독문 모양이 잘못되었습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s report names words that its card does not have.</source>
        <translation>모델의 판독문에 카드에 없는 낱말이 있습니다.</translation>
    </message>
    <message>
        <source>The new model has no operating point: its yes or no rests on 0.5.</source>
        <translation>새 모델에는 작동점이 없어 예/아니요를 0.5로 판정합니다.</translation>
    </message>
    <message>
        <source>The new model was fine-tuned from the old one.</source>
        <translation>새 모델은 이전 모델을 미세 조정한 것입니다.</translation>
    </message>
    <message>
        <source>The operating point {name} is gone.</source>
        <translation>작동점 {name}이(가) 없어졌습니다.</translation>
    </message>
    <message>
        <source>The pack contradicts itself.</source>
        <translation>팩의 내용이 서로 어긋납니다.</translation>
    </message>
    <message>
        <source>The pack is of another version.</source>
        <translation>팩이 다른 버전의 것입니다.</translation>
    </message>
    <message>
        <source>The pack was altered or damaged on its way.</source>
        <translation>팩이 오는 동안 바뀌었거나 손상되었습니다.</translation>
    </message>
    <message>
        <source>The pack&apos;s contents are not what its list says.</source>
        <translation>팩의 내용이 목록과 다릅니다.</translation>
    </message>
    <message>
        <source>The packs were not finished.</source>
        <translation>팩 만들기를 끝내지 못했습니다.</translation>
    </message>
    <message>
        <source>The password would go unencrypted.</source>
        <translation>비밀번호가 암호화되지 않고 나가게 됩니다.</translation>
    </message>
    <message>
        <source>The pelvis lies too askew for its hips to be laid over each other.</source>
        <translation>골반이 너무 기울어 두 고관절을 겹칠 수 없습니다.</translation>
    </message>
    <message>
        <source>The picture claims too many pixels.</source>
        <translation>그림의 픽셀 수가 너무 많습니다.</translation>
    </message>
    <message>
        <source>The picture is damaged.</source>
        <translation>그림이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The picture is mirrored: its rows run to the patient&apos;s right.</source>
        <translation>그림이 좌우 반전되어 있습니다: 행이 환자의 오른쪽으로 갑니다.</translation>
    </message>
    <message>
        <source>The picture is upside down: its columns run to the patient&apos;s head.</source>
        <translation>그림이 거꾸로입니다: 열이 환자의 머리 쪽으로 갑니다.</translation>
    </message>
    <message>
        <source>The picture uses a form of JPEG that is not supported.</source>
        <translation>지원하지 않는 형태의 JPEG입니다.</translation>
    </message>
    <message>
        <source>The picture&apos;s compression is not known.</source>
        <translation>그림의 압축 방식을 알 수 없습니다.</translation>
    </message>
    <message>
        <source>The pilot needs two arms and two readers or more.</source>
        <translation>예비 연구에는 조건 두 개와 판독자 두 명 이상이 필요합니다.</translation>
    </message>
    <message>
        <source>The pixels are not square; the picture is shown as if they were.</source>
        <translation>픽셀이 정사각형이 아니지만 그런 것처럼 표시합니다.</translation>
    </message>
    <message>
        <source>The protocol is larger than 1 MB.</source>
        <translation>프로토콜이 1 MB보다 큽니다.</translation>
    </message>
    <message>
        <source>The protocol is no valid TOML ({place}).</source>
        <translation>프로토콜이 올바른 TOML이 아닙니다({place}).</translation>
    </message>
    <message>
        <source>The protocol is not in UTF-8.</source>
        <translation>프로토콜이 UTF-8이 아닙니다.</translation>
    </message>
    <message>
        <source>The protocol names no reader.</source>
        <translation>프로토콜에 판독자가 없습니다.</translation>
    </message>
    <message>
        <source>The protocol was changed after the study was locked.</source>
        <translation>연구가 잠긴 뒤에 프로토콜이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The reader&apos;s key is gone.</source>
        <translation>판독자의 키가 없어졌습니다.</translation>
    </message>
    <message>
        <source>The reference standard is larger than 256 MB.</source>
        <translation>참조 표준이 256 MB보다 큽니다.</translation>
    </message>
    <message>
        <source>The reference standard is not in UTF-8.</source>
        <translation>참조 표준이 UTF-8이 아닙니다.</translation>
    </message>
    <message>
        <source>The reference standard lacks the column film or truth.</source>
        <translation>참조 표준에 film 또는 truth 열이 없습니다.</translation>
    </message>
    <message>
        <source>The reference standard names a film twice.</source>
        <translation>참조 표준에 같은 영상이 두 번 있습니다.</translation>
    </message>
    <message>
        <source>The reference standard names no film.</source>
        <translation>참조 표준에 영상이 없습니다.</translation>
    </message>
    <message>
        <source>The report was not finished.</source>
        <translation>보고서를 끝내지 못했습니다.</translation>
    </message>
    <message>
        <source>The rescale values of the header make no sense and were not used.</source>
        <translation>헤더의 rescale 값이 맞지 않아 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>The result answers a question that was not asked.</source>
        <translation>결과가 묻지 않은 질문에 답합니다.</translation>
    </message>
    <message>
        <source>The result answers another assignment.</source>
        <translation>결과가 다른 배정에 대한 것입니다.</translation>
    </message>
    <message>
        <source>The result pack is larger than 256 MB.</source>
        <translation>결과 팩이 256 MB보다 큽니다.</translation>
    </message>
    <message>
        <source>The result&apos;s answers are not in the order that was set.</source>
        <translation>결과의 답이 정해진 순서와 다릅니다.</translation>
    </message>
    <message>
        <source>The result&apos;s record cannot be read.</source>
        <translation>결과의 기록을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The sampling takes no film at all.</source>
        <translation>표본 추출에 뽑힌 영상이 없습니다.</translation>
    </message>
    <message>
        <source>The seed is negative.</source>
        <translation>시드가 음수입니다.</translation>
    </message>
    <message>
        <source>The study has no folder.</source>
        <translation>연구에 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>The study is locked already.</source>
        <translation>연구가 이미 잠겨 있습니다.</translation>
    </message>
    <message>
        <source>The study is locked; its protocol can no longer change.</source>
        <translation>연구가 잠겨 있어 프로토콜을 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>The study is not locked yet.</source>
        <translation>연구가 아직 잠기지 않았습니다.</translation>
    </message>
    <message>
        <source>The study was locked by another version.</source>
        <translation>연구가 다른 버전에서 잠겼습니다.</translation>
    </message>
    <message>
        <source>The study&apos;s key is damaged.</source>
        <translation>연구의 키가 손상되었습니다.</translation>
    </message>
    <message>
        <source>The study&apos;s key is missing.</source>
        <translation>연구의 키가 없습니다.</translation>
    </message>
    <message>
        <source>The text could not be written.</source>
        <translation>텍스트를 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The time for this film is not over.</source>
        <translation>이 영상의 시간이 아직 끝나지 않았습니다.</translation>
    </message>
    <message>
        <source>The truth of the folder is no list.</source>
        <translation>폴더의 정답이 목록이 아닙니다.</translation>
    </message>
    <message>
        <source>The two hips are too unlike to be laid over each other.</source>
        <translation>두 고관절이 너무 달라 겹칠 수 없습니다.</translation>
    </message>
    <message>
        <source>The usual one is 0.95.</source>
        <translation>보통 0.95입니다.</translation>
    </message>
    <message>
        <source>The variances of the pilot make no sense.</source>
        <translation>예비 연구의 분산이 맞지 않습니다.</translation>
    </message>
    <message>
        <source>There is a model in this place already.</source>
        <translation>이 자리에 이미 모델이 있습니다.</translation>
    </message>
    <message>
        <source>There is no file in this place.</source>
        <translation>이 자리에 파일이 없습니다.</translation>
    </message>
    <message>
        <source>There is no model in this place.</source>
        <translation>이 자리에 모델이 없습니다.</translation>
    </message>
    <message>
        <source>There is no way back to the film before.</source>
        <translation>이전 영상으로 돌아갈 수 없습니다.</translation>
    </message>
    <message>
        <source>There is nothing to do.</source>
        <translation>할 일이 없습니다.</translation>
    </message>
    <message>
        <source>There is nothing to redo on this film.</source>
        <translation>이 영상에서 다시 실행할 것이 없습니다.</translation>
    </message>
    <message>
        <source>This file holds no answers of a sitting.</source>
        <translation>이 파일에는 판독의 답이 없습니다.</translation>
    </message>
    <message>
        <source>This film is not in the store yet.</source>
        <translation>이 영상은 아직 저장소에 없습니다.</translation>
    </message>
    <message>
        <source>This film is unlike every film that the model learned from.</source>
        <translation>이 영상은 모델이 학습한 어떤 영상과도 다릅니다.</translation>
    </message>
    <message>
        <source>This is a colour picture, not a radiograph.</source>
        <translation>방사선 영상이 아니라 컬러 그림입니다.</translation>
    </message>
    <message>
        <source>This is no address of a DICOMweb service.</source>
        <translation>DICOMweb 서비스의 주소가 아닙니다.</translation>
    </message>
    <message>
        <source>This is no reader&apos;s key.</source>
        <translation>판독자의 키가 아닙니다.</translation>
    </message>
    <message>
        <source>This is not a DICOM, PNG or JPEG file.</source>
        <translation>DICOM, PNG, JPEG 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>This is not an ordinary file.</source>
        <translation>일반 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>This is the store that is in use.</source>
        <translation>지금 쓰고 있는 저장소입니다.</translation>
    </message>
    <message>
        <source>This reader has answered twice: the result does not go on where the merged one ends.</source>
        <translation>이 판독자가 두 번 답했습니다. 결과가 병합된 것에서 이어지지 않습니다.</translation>
    </message>
    <message>
        <source>This result belongs to another study or protocol.</source>
        <translation>이 결과는 다른 연구나 프로토콜의 것입니다.</translation>
    </message>
    <message>
        <source>This result is older than the one that was merged.</source>
        <translation>이 결과는 병합된 것보다 오래되었습니다.</translation>
    </message>
    <message>
        <source>This result was merged before.</source>
        <translation>이 결과는 이미 병합되었습니다.</translation>
    </message>
    <message>
        <source>This sitting goes on in another window.</source>
        <translation>이 판독은 다른 창에서 진행 중입니다.</translation>
    </message>
    <message>
        <source>Threshold of {name}: {change}, set on {set_on}.</source>
        <translation>{name}의 임계값: {change}, {set_on}에서 설정.</translation>
    </message>
    <message>
        <source>Training data: {old} becomes {new}.</source>
        <translation>학습 데이터: {old} → {new}.</translation>
    </message>
    <message>
        <source>Training films: {old} becomes {new}.</source>
        <translation>학습 영상: {old} → {new}.</translation>
    </message>
    <message>
        <source>Two readers have the same code.</source>
        <translation>두 판독자의 코드가 같습니다.</translation>
    </message>
    <message>
        <source>Two readings with these proportions cannot differ on that share of films.</source>
        <translation>이런 비율의 두 판독은 그만큼의 영상에서 다를 수 없습니다.</translation>
    </message>
    <message>
        <source>Unprocessed detector data (For Processing): greys and answer may mislead.</source>
        <translation>처리되지 않은 검출기 자료(For Processing): 회색과 답이 틀릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Use 1 to 16 plain letters and digits.</source>
        <translation>기본 글자와 숫자 1~16자를 쓰십시오.</translation>
    </message>
    <message>
        <source>Use a Python whose SQLite is 3.38 or newer.</source>
        <translation>SQLite 3.38 이상이 있는 Python을 쓰십시오.</translation>
    </message>
    <message>
        <source>Use a bundle made for this version.</source>
        <translation>이 버전에 맞는 번들을 쓰십시오.</translation>
    </message>
    <message>
        <source>Use an address that begins with https.</source>
        <translation>https로 시작하는 주소를 쓰십시오.</translation>
    </message>
    <message>
        <source>Use the Shenton that locked it.</source>
        <translation>잠근 Shenton을 쓰십시오.</translation>
    </message>
    <message>
        <source>Use the Shenton that made it.</source>
        <translation>만든 Shenton을 쓰십시오.</translation>
    </message>
    <message>
        <source>Use the Shenton that wrote it.</source>
        <translation>쓴 Shenton을 쓰십시오.</translation>
    </message>
    <message>
        <source>Use the Shenton that wrote them.</source>
        <translation>그것들을 쓴 Shenton을 쓰십시오.</translation>
    </message>
    <message>
        <source>Use the newer Shenton that wrote it.</source>
        <translation>그것을 쓴 더 새로운 Shenton을 쓰십시오.</translation>
    </message>
    <message>
        <source>Use the version that wrote them.</source>
        <translation>그것들을 쓴 버전을 쓰십시오.</translation>
    </message>
    <message>
        <source>Verdict on the locked test set: {verdict}.</source>
        <translation>잠긴 시험 세트에 대한 판정: {verdict}.</translation>
    </message>
    <message>
        <source>Version: {old} becomes {new}.</source>
        <translation>버전: {old} → {new}.</translation>
    </message>
    <message>
        <source>What is expected is not within the margin.</source>
        <translation>예상값이 한계 안에 있지 않습니다.</translation>
    </message>
    <message>
        <source>Write a whole number.</source>
        <translation>정수를 쓰십시오.</translation>
    </message>
    <message>
        <source>Write it anew with --propose-boxes.</source>
        <translation>--propose-boxes로 새로 쓰십시오.</translation>
    </message>
    <message>
        <source>Write it as in the column reader.</source>
        <translation>reader 열에 있는 대로 쓰십시오.</translation>
    </message>
    <message>
        <source>Write it in plain words.</source>
        <translation>기본 글자로 쓰십시오.</translation>
    </message>
    <message>
        <source>Write it relative to the folder.</source>
        <translation>폴더를 기준으로 한 경로로 쓰십시오.</translation>
    </message>
    <message>
        <source>Write normal, fracture, or an AO/OTA class such as A2.</source>
        <translation>normal, fracture 또는 A2 같은 AO/OTA 분류를 쓰십시오.</translation>
    </message>
    <message>
        <source>Write numbers with a point; leave a missing answer empty.</source>
        <translation>소수점은 마침표로 쓰고, 없는 답은 비워 두십시오.</translation>
    </message>
    <message>
        <source>a calibration</source>
        <translation>보정값</translation>
    </message>
    <message>
        <source>a draft</source>
        <translation>초안</translation>
    </message>
    <message>
        <source>a leg or a foot</source>
        <translation>다리나 발</translation>
    </message>
    <message>
        <source>a measure</source>
        <translation>측정값</translation>
    </message>
    <message>
        <source>a prediction</source>
        <translation>예측값</translation>
    </message>
    <message>
        <source>a shoulder</source>
        <translation>어깨</translation>
    </message>
    <message>
        <source>a value is of the wrong kind.</source>
        <translation>값의 종류가 잘못되었습니다.</translation>
    </message>
    <message>
        <source>an answer</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>an arm or a hand</source>
        <translation>팔이나 손</translation>
    </message>
    <message>
        <source>an unknown authority signed it</source>
        <translation>알 수 없는 기관이 서명함</translation>
    </message>
    <message>
        <source>ankle</source>
        <translation>발목</translation>
    </message>
    <message>
        <source>another part of the body</source>
        <translation>다른 신체 부위</translation>
    </message>
    <message>
        <source>another store lies in its place; steps in the one before: {rows}</source>
        <translation>그 자리에 다른 저장소가 있습니다. 이전 저장소의 이력은 {rows}단계였습니다</translation>
    </message>
    <message>
        <source>at detector</source>
        <translation>검출기 면 기준</translation>
    </message>
    <message>
        <source>at its end</source>
        <translation>파일 끝부분</translation>
    </message>
    <message>
        <source>axial</source>
        <translation>축면</translation>
    </message>
    <message>
        <source>basicervical femoral neck fracture</source>
        <translation>대퇴경부 기저부 골절</translation>
    </message>
    <message>
        <source>bone</source>
        <translation>뼈</translation>
    </message>
    <message>
        <source>breast</source>
        <translation>유방</translation>
    </message>
    <message>
        <source>case</source>
        <translation>증례</translation>
    </message>
    <message>
        <source>certainly a fracture</source>
        <translation>확실히 골절</translation>
    </message>
    <message>
        <source>certainly no fracture</source>
        <translation>확실히 골절 아님</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>군집</translation>
    </message>
    <message>
        <source>error {number}</source>
        <translation>오류 {number}</translation>
    </message>
    <message>
        <source>film is no file name within the films&apos; folder.</source>
        <translation>film이 영상 폴더 안의 파일 이름이 아닙니다.</translation>
    </message>
    <message>
        <source>head depression fracture</source>
        <translation>대퇴골두 함몰 골절</translation>
    </message>
    <message>
        <source>head split fracture</source>
        <translation>대퇴골두 분할 골절</translation>
    </message>
    <message>
        <source>iMRMC cannot hold such a name.</source>
        <translation>iMRMC는 이런 이름을 담을 수 없습니다.</translation>
    </message>
    <message>
        <source>intertrochanteric (reverse oblique) fracture</source>
        <translation>전자간 골절(역사선형)</translation>
    </message>
    <message>
        <source>it signed itself</source>
        <translation>자체 서명됨</translation>
    </message>
    <message>
        <source>it was made for preprocessing {made}, this version has {known}</source>
        <translation>전처리 {made}용으로 만들어졌으며 이 버전의 전처리는 {known}입니다</translation>
    </message>
    <message>
        <source>it was revoked</source>
        <translation>폐기됨</translation>
    </message>
    <message>
        <source>its values are of the wrong kind</source>
        <translation>값의 종류가 잘못됨</translation>
    </message>
    <message>
        <source>lateral</source>
        <translation>측면</translation>
    </message>
    <message>
        <source>line {line}, column {column}</source>
        <translation>{line}행 {column}열</translation>
    </message>
    <message>
        <source>multifragmentary pertrochanteric fracture, lateral wall incompetent</source>
        <translation>분쇄 전자부 골절, 외측벽 불안정</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>no circle</source>
        <translation>원 없음</translation>
    </message>
    <message>
        <source>no fracture of the proximal femur</source>
        <translation>근위 대퇴골 골절 없음</translation>
    </message>
    <message>
        <source>no pixels</source>
        <translation>픽셀 없음</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>측정 안 됨</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>명시 안 됨</translation>
    </message>
    <message>
        <source>oblique</source>
        <translation>사위</translation>
    </message>
    <message>
        <source>origin unknown</source>
        <translation>출처 모름</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>픽셀</translation>
    </message>
    <message>
        <source>possibly a fracture</source>
        <translation>골절일 수 있음</translation>
    </message>
    <message>
        <source>possibly no fracture</source>
        <translation>골절이 아닐 수 있음</translation>
    </message>
    <message>
        <source>probably a fracture</source>
        <translation>아마 골절</translation>
    </message>
    <message>
        <source>probably no fracture</source>
        <translation>아마 골절 아님</translation>
    </message>
    <message>
        <source>reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>reading {number}</source>
        <translation>판독 {number}</translation>
    </message>
    <message>
        <source>refused the association</source>
        <translation>연결(association)을 거부했습니다</translation>
    </message>
    <message>
        <source>reports a failure</source>
        <translation>실패를 보고했습니다</translation>
    </message>
    <message>
        <source>simple pertrochanteric fracture</source>
        <translation>단순 전자부 골절</translation>
    </message>
    <message>
        <source>soft tissue</source>
        <translation>연조직</translation>
    </message>
    <message>
        <source>stated factor</source>
        <translation>명시된 배율</translation>
    </message>
    <message>
        <source>subcapital femoral neck fracture</source>
        <translation>골두하 대퇴경부 골절</translation>
    </message>
    <message>
        <source>the ROC curve has more than {most} points</source>
        <translation>ROC 곡선의 점이 {most}개를 넘습니다</translation>
    </message>
    <message>
        <source>the input size must lie in {least}..{most}</source>
        <translation>입력 크기는 {least}..{most} 범위여야 합니다</translation>
    </message>
    <message>
        <source>transcervical femoral neck fracture</source>
        <translation>경부 중간 대퇴경부 골절</translation>
    </message>
    <message>
        <source>A film has more than {most} boxes.</source>
        <translation>한 영상의 박스가 {most}개를 넘습니다.</translation>
    </message>
    <message>
        <source>A cut-off of the model needs the model&apos;s name.</source>
        <translation>모델의 절단값에는 모델 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>A film left out of the study</source>
        <translation>연구에서 제외된 영상</translation>
    </message>
    <message>
        <source>A film of the locked study</source>
        <translation>잠긴 연구의 영상</translation>
    </message>
    <message>
        <source>A label has unknown keys: {unknown}.</source>
        <translation>레이블에 알 수 없는 키가 있습니다: {unknown}.</translation>
    </message>
    <message>
        <source>A label&apos;s {wrong} is of the wrong kind.</source>
        <translation>레이블의 {wrong} 형식이 잘못되었습니다.</translation>
    </message>
    <message>
        <source>A look-up table of the header holds negative values; its lowest was taken for black.</source>
        <translation>헤더의 룩업 테이블(LUT)에 음수 값이 있어 가장 낮은 값을 검정으로 했습니다.</translation>
    </message>
    <message>
        <source>A look-up table of the header uses fewer bits than it claims; its maximum is white.</source>
        <translation>헤더의 룩업 테이블(LUT)이 명시된 것보다 적은 비트를 사용하여 최댓값을 흰색으로 했습니다.</translation>
    </message>
    <message>
        <source>A look-up table of the header would show nothing of the film and was not used.</source>
        <translation>헤더의 룩업 테이블(LUT)로는 영상이 전혀 보이지 않아 사용하지 않았습니다.</translation>
    </message>
    <message>
        <source>A pixel spacing of the header makes no sense and was not used.</source>
        <translation>헤더의 픽셀 간격이 타당하지 않아 사용하지 않았습니다.</translation>
    </message>
    <message>
        <source>A reader of the protocol</source>
        <translation>프로토콜의 판독자</translation>
    </message>
    <message>
        <source>A reference standard</source>
        <translation>참조 표준</translation>
    </message>
    <message>
        <source>A session of the assignment</source>
        <translation>배정의 세션</translation>
    </message>
    <message>
        <source>A study has at most {most} readers.</source>
        <translation>연구의 판독자는 최대 {most}명입니다.</translation>
    </message>
    <message>
        <source>A window of the header would show the film all black or all white and was not used.</source>
        <translation>헤더의 윈도우로는 영상 전체가 검거나 희게 보여 사용하지 않았습니다.</translation>
    </message>
    <message>
        <source>A {key} has one {field} throughout.</source>
        <translation>한 {key}에는 하나의 {field}만 있어야 합니다.</translation>
    </message>
    <message>
        <source>Add films.</source>
        <translation>영상을 추가하십시오.</translation>
    </message>
    <message>
        <source>Add lines reader,case,modality,score.</source>
        <translation>reader,case,modality,score 행을 추가하십시오.</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>알파</translation>
    </message>
    <message>
        <source>An answer</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>An answer of the model</source>
        <translation>모델의 응답</translation>
    </message>
    <message>
        <source>An answer of the record</source>
        <translation>기록의 응답</translation>
    </message>
    <message>
        <source>Another picture left under the same UID.</source>
        <translation>같은 UID로 다른 영상이 나갔습니다.</translation>
    </message>
    <message>
        <source>Another picture lies now where the film was.</source>
        <translation>영상이 있던 자리에 지금은 다른 영상이 있습니다.</translation>
    </message>
    <message>
        <source>Ask for its AE title and enter it.</source>
        <translation>상대의 AE 타이틀을 문의하여 입력하십시오.</translation>
    </message>
    <message>
        <source>Ask for the file again.</source>
        <translation>파일을 다시 요청하십시오.</translation>
    </message>
    <message>
        <source>Ask the reader for the result pack again.</source>
        <translation>판독자에게 결과 팩을 다시 요청하십시오.</translation>
    </message>
    <message>
        <source>Ask the reader how it came; such a session cannot be analysed.</source>
        <translation>판독자에게 경위를 문의하십시오. 이런 회차는 분석할 수 없습니다.</translation>
    </message>
    <message>
        <source>Boxes that are black in every pack: {boxes}, on films: {films}. The model answered the films without them.</source>
        <translation>모든 팩에서 검게 칠한 박스: {boxes}개, 영상: {films}장. 모델은 박스 없는 영상으로 답했습니다.</translation>
    </message>
    <message>
        <source>CT image</source>
        <translation>CT 영상</translation>
    </message>
    <message>
        <source>Calibrate on films of this one.</source>
        <translation>이 장비의 영상으로 보정하십시오.</translation>
    </message>
    <message>
        <source>Calibrate this model to the site.</source>
        <translation>이 모델을 해당 기관에 맞게 보정하십시오.</translation>
    </message>
    <message>
        <source>Certainty {percent} %.</source>
        <translation>확신도 {percent} %.</translation>
    </message>
    <message>
        <source>Check that its folder exists and that you may write there.</source>
        <translation>폴더가 있는지, 쓰기 권한이 있는지 확인하십시오.</translation>
    </message>
    <message>
        <source>Check that you own the file and that its disk is not read-only.</source>
        <translation>파일의 소유자인지, 디스크가 읽기 전용이 아닌지 확인하십시오.</translation>
    </message>
    <message>
        <source>Check the address and the port, and that the PACS is running.</source>
        <translation>주소와 포트, PACS가 작동 중인지 확인하십시오.</translation>
    </message>
    <message>
        <source>Check the disk and its free space, then try again.</source>
        <translation>디스크와 여유 공간을 확인한 뒤 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>Check the path; Orthanc&apos;s is /dicom-web.</source>
        <translation>경로를 확인하십시오. Orthanc는 /dicom-web입니다.</translation>
    </message>
    <message>
        <source>Choose another one: shenton --home DIR</source>
        <translation>다른 폴더를 선택하십시오: shenton --home DIR</translation>
    </message>
    <message>
        <source>Close other Shenton windows and try again; nothing was saved this time.</source>
        <translation>다른 Shenton 창을 닫고 다시 시도하십시오. 이번에는 아무것도 저장되지 않았습니다.</translation>
    </message>
    <message>
        <source>Close other programs, then ask for the film again.</source>
        <translation>다른 프로그램을 닫고 영상을 다시 요청하십시오.</translation>
    </message>
    <message>
        <source>Columns of the reference standard that are not used: {names}.</source>
        <translation>참조 표준에서 쓰지 않는 열: {names}.</translation>
    </message>
    <message>
        <source>Correct the reference standard, or exclude one of them.</source>
        <translation>참조 표준을 고치거나 둘 중 하나를 제외하십시오.</translation>
    </message>
    <message>
        <source>Draw it over the text, or take it away.</source>
        <translation>글자 위에 그리거나 없애십시오.</translation>
    </message>
    <message>
        <source>Each line needs a reader, a case and an arm.</source>
        <translation>각 줄에 판독자, 증례, 조건이 필요합니다.</translation>
    </message>
    <message>
        <source>Enter them; they are not saved.</source>
        <translation>입력하십시오. 저장되지 않습니다.</translation>
    </message>
    <message>
        <source>Every mark needs one, 1 for all if need be.</source>
        <translation>표시마다 하나가 필요합니다. 필요하면 모두 1로 하십시오.</translation>
    </message>
    <message>
        <source>Export it to a file and have it looked at.</source>
        <translation>파일로 내보내어 확인을 받으십시오.</translation>
    </message>
    <message>
        <source>Export it without texts.</source>
        <translation>텍스트 없이 내보내십시오.</translation>
    </message>
    <message>
        <source>Fewer than {least} usable films are there: no threshold can be set.</source>
        <translation>사용할 수 있는 영상이 {least}장 미만이어서 임계값을 정할 수 없습니다.</translation>
    </message>
    <message>
        <source>Fewer than {least} usable films without a fracture are there: no threshold can be set.</source>
        <translation>골절이 없고 사용할 수 있는 영상이 {least}장 미만이어서 임계값을 정할 수 없습니다.</translation>
    </message>
    <message>
        <source>Files of an earlier export lie in this folder too ({count}): they are no part of this one, and may name patients.</source>
        <translation>이 폴더에 이전 내보내기의 파일도 있습니다({count}). 이번 내보내기에 속하지 않으며 환자 이름이 들어 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Film {name} can no longer be read: {reason}</source>
        <translation>영상 {name}을(를) 더는 읽을 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>Film {name} was changed after the lock.</source>
        <translation>영상 {name}이(가) 잠긴 뒤에 바뀌었습니다.</translation>
    </message>
    <message>
        <source>Film {name}: {reason}</source>
        <translation>영상 {name}: {reason}</translation>
    </message>
    <message>
        <source>Film: {flags}.</source>
        <translation>영상: {flags}.</translation>
    </message>
    <message>
        <source>Films of the other store that were left out with their readings, since this one holds films of the same pixel values in another shape: {apart}. Look at which of the files state a wrong size.</source>
        <translation>이 저장소에 픽셀 값은 같고 모양이 다른 필름이 있어, 다른 저장소의 필름과 판독을 제외했습니다: {apart}. 어느 파일의 크기 표기가 잘못되었는지 확인하십시오.</translation>
    </message>
    <message>
        <source>Films on which a reader&apos;s measures differ in the two stores: {unlike}; those saved later count.</source>
        <translation>두 저장소에서 판독자의 측정값이 서로 다른 영상: {unlike}개. 나중에 저장한 값을 씁니다.</translation>
    </message>
    <message>
        <source>Films that could not be read: {count}, the first is {film}: {reason}</source>
        <translation>읽을 수 없는 영상: {count}개, 첫 번째는 {film}: {reason}</translation>
    </message>
    <message>
        <source>Films whose measures were taken over: {measured}.</source>
        <translation>측정값을 가져온 영상: {measured}개.</translation>
    </message>
    <message>
        <source>Fracture of the proximal femur, {side}: {what} (AO/OTA 31{name}).</source>
        <translation>근위 대퇴골 골절, {side}: {what} (AO/OTA 31{name}).</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>공간을 확보한 뒤 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>Give --model NAME.</source>
        <translation>--model NAME을 지정하십시오.</translation>
    </message>
    <message>
        <source>Give a box for each lesion.</source>
        <translation>병변마다 박스를 주십시오.</translation>
    </message>
    <message>
        <source>Give a share from {least:.3g} to {most:.3g}.</source>
        <translation>{least:.3g}에서 {most:.3g} 사이의 비율을 주십시오.</translation>
    </message>
    <message>
        <source>Give lesion (0 for none), or x and y with boxes.</source>
        <translation>lesion(없으면 0)을 주거나, x와 y를 boxes와 함께 주십시오.</translation>
    </message>
    <message>
        <source>Give one above 0 for each lesion, by semicolons; together they are 1.</source>
        <translation>병변마다 0보다 큰 값을 세미콜론으로 구분해 주십시오. 합은 1입니다.</translation>
    </message>
    <message>
        <source>Give the model its own (--model NAME --model-cutoff 0.5), or fill the column decision.</source>
        <translation>모델에 따로 절단값을 지정하거나(--model NAME --model-cutoff 0.5) decision 열을 채우십시오.</translation>
    </message>
    <message>
        <source>Have it entered in the PACS, or use one that it knows.</source>
        <translation>PACS에 등록을 요청하거나 PACS가 아는 것을 사용하십시오.</translation>
    </message>
    <message>
        <source>Heat map: fracture likely. Peak at {share} of the scale.</source>
        <translation>히트맵: 골절 가능성 높음. 최고값은 척도의 {share}.</translation>
    </message>
    <message>
        <source>Heat map: fracture likely. Weak map: peak at {share} of the scale.</source>
        <translation>히트맵: 골절 가능성 높음. 약한 히트맵: 최고값은 척도의 {share}.</translation>
    </message>
    <message>
        <source>Heat map: fracture possible. Peak at {share} of the scale.</source>
        <translation>히트맵: 골절 가능성 있음. 최고값은 척도의 {share}.</translation>
    </message>
    <message>
        <source>Heat map: fracture possible. Weak map: peak at {share} of the scale.</source>
        <translation>히트맵: 골절 가능성 있음. 약한 히트맵: 최고값은 척도의 {share}.</translation>
    </message>
    <message>
        <source>In {folder} the cluster has another model than this computer.</source>
        <translation>{folder}에서 클러스터의 모델이 이 컴퓨터의 모델과 다릅니다.</translation>
    </message>
    <message>
        <source>Install it with: pip install &apos;shenton[cpu]&apos;, or &apos;shenton[gpu]&apos; with an NVIDIA card.</source>
        <translation>설치: pip install &apos;shenton[cpu]&apos;, NVIDIA 카드가 있으면 &apos;shenton[gpu]&apos;.</translation>
    </message>
    <message>
        <source>It asks to try again in {seconds} s.</source>
        <translation>{seconds}초 뒤에 다시 시도하라고 합니다.</translation>
    </message>
    <message>
        <source>It lies between {low:g} and {high:g}.</source>
        <translation>{low:g}에서 {high:g} 사이입니다.</translation>
    </message>
    <message>
        <source>It must be a whole number from {low} to {high}.</source>
        <translation>{low}에서 {high} 사이의 정수여야 합니다.</translation>
    </message>
    <message>
        <source>It names the columns: reader,case,arm,truth,lesion,rating.</source>
        <translation>열 이름을 적습니다: reader,case,arm,truth,lesion,rating.</translation>
    </message>
    <message>
        <source>Its header does not state the {value}, as a DX image must; the copy says {stated}.</source>
        <translation>헤더에 DX 영상이 밝혀야 하는 값({value})이 없습니다. 사본에는 {stated}(으)로 적힙니다.</translation>
    </message>
    <message>
        <source>Its header names the right side in one place and the left in another; the copy states neither.</source>
        <translation>헤더의 한 곳은 오른쪽, 다른 곳은 왼쪽이라고 합니다. 사본은 어느 쪽도 밝히지 않습니다.</translation>
    </message>
    <message>
        <source>Leave that out, or ask for something else.</source>
        <translation>그 옵션을 빼거나 다른 것을 요청하십시오.</translation>
    </message>
    <message>
        <source>Leave the identifiers out.</source>
        <translation>식별 정보를 제외하십시오.</translation>
    </message>
    <message>
        <source>Lesions are counted from 1; 0 is a mark beside them.</source>
        <translation>병변은 1부터 셉니다. 0은 병변이 아닌 곳의 표시입니다.</translation>
    </message>
    <message>
        <source>Lesions are counted from 1; 0 stands for none.</source>
        <translation>병변은 1부터 셉니다. 0은 병변 없음입니다.</translation>
    </message>
    <message>
        <source>Lesions, boxes, weights and cluster of a film are the same on each of its lines.</source>
        <translation>한 영상의 lesions, boxes, weights, cluster는 모든 줄에서 같아야 합니다.</translation>
    </message>
    <message>
        <source>Line {line} of the reference standard has more values than there are columns.</source>
        <translation>참조 표준의 {line}번째 줄에 열보다 값이 많습니다.</translation>
    </message>
    <message>
        <source>Line {line} of the reference standard has quotes that do not match.</source>
        <translation>참조 표준의 {line}번째 줄은 따옴표가 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Line {line} of the reference standard: {reason}</source>
        <translation>참조 표준의 {line}번째 줄: {reason}</translation>
    </message>
    <message>
        <source>Line {line}: a mark without a rating.</source>
        <translation>{line}번째 줄: 평점이 없는 표시가 있습니다.</translation>
    </message>
    <message>
        <source>Line {line}: a mark without its lesion.</source>
        <translation>{line}번째 줄: 병변이 적히지 않은 표시가 있습니다.</translation>
    </message>
    <message>
        <source>Line {line}: boxes are not x0 y0 x1 y1.</source>
        <translation>{line}번째 줄: boxes가 x0 y0 x1 y1이 아닙니다.</translation>
    </message>
    <message>
        <source>Line {line}: no line gives the truth of this case.</source>
        <translation>{line}번째 줄: 이 증례의 정답을 주는 줄이 없습니다.</translation>
    </message>
    <message>
        <source>Line {line}: the quotes do not match or the line is too long.</source>
        <translation>{line}번째 줄: 따옴표가 맞지 않거나 줄이 너무 깁니다.</translation>
    </message>
    <message>
        <source>Line {line}: there is no lesion {lesion} on a film with {count}.</source>
        <translation>{line}번째 줄: 병변이 {count}개인 영상에 병변 {lesion}은(는) 없습니다.</translation>
    </message>
    <message>
        <source>Line {line}: truth is empty.</source>
        <translation>{line}번째 줄: truth가 비어 있습니다.</translation>
    </message>
    <message>
        <source>Line {line}: {column} is empty or no plain name.</source>
        <translation>{line}번째 줄: {column}이(가) 비었거나 올바른 이름이 아닙니다.</translation>
    </message>
    <message>
        <source>Line {line}: {column} is larger than any scale.</source>
        <translation>{line}번째 줄: {column}이(가) 어떤 척도보다도 큽니다.</translation>
    </message>
    <message>
        <source>Line {line}: {column} is neither 0 nor 1.</source>
        <translation>{line}번째 줄: {column}이(가) 0도 1도 아닙니다.</translation>
    </message>
    <message>
        <source>Line {line}: {column} is no number.</source>
        <translation>{line}번째 줄: {column}이(가) 수가 아닙니다.</translation>
    </message>
    <message>
        <source>Line {line}: {column} is no whole number from 0 to {most}.</source>
        <translation>{line}번째 줄: {column}이(가) 0에서 {most} 사이의 정수가 아닙니다.</translation>
    </message>
    <message>
        <source>Line {number}: {reason}</source>
        <translation>{number}행: {reason}</translation>
    </message>
    <message>
        <source>Lines {before} and {line} answer the same film by the same reader in the same arm.</source>
        <translation>{before}번째 줄과 {line}번째 줄은 같은 판독자가 같은 조건에서 같은 영상에 답한 것입니다.</translation>
    </message>
    <message>
        <source>Lines {before} and {line} give different values of {field} for the same {key}.</source>
        <translation>{before}번째 줄과 {line}번째 줄은 같은 {key}에 다른 {field} 값을 줍니다.</translation>
    </message>
    <message>
        <source>Lines {before} and {line} give the truth of one case.</source>
        <translation>{before}번째 줄과 {line}번째 줄은 한 증례의 정답을 줍니다.</translation>
    </message>
    <message>
        <source>Lines {before} and {line} say different things of the lesions of the same film.</source>
        <translation>{before}번째 줄과 {line}번째 줄은 같은 영상의 병변을 다르게 적고 있습니다.</translation>
    </message>
    <message>
        <source>MR image</source>
        <translation>MR 영상</translation>
    </message>
    <message>
        <source>Magnification and distances of the header contradict each other; the first is used.</source>
        <translation>헤더의 확대율과 거리가 서로 모순되어 확대율을 사용합니다.</translation>
    </message>
    <message>
        <source>Make it again.</source>
        <translation>다시 만드십시오.</translation>
    </message>
    <message>
        <source>Make the packs of all readers together, before the first result is merged.</source>
        <translation>첫 결과를 병합하기 전에 모든 판독자의 팩을 함께 만드십시오.</translation>
    </message>
    <message>
        <source>Measured: {measures}.</source>
        <translation>측정값: {measures}.</translation>
    </message>
    <message>
        <source>Name a folder of pelvis films.</source>
        <translation>골반 영상 폴더를 지정하십시오.</translation>
    </message>
    <message>
        <source>Names have 1 to {most} printable characters.</source>
        <translation>이름은 인쇄되는 글자 1~{most}자입니다.</translation>
    </message>
    <message>
        <source>Nearly all of the picture lies in a small part of its grey values; it is shown over that part.</source>
        <translation>그림의 거의 전부가 회색값의 좁은 구간에 있어 그 구간으로 표시합니다.</translation>
    </message>
    <message>
        <source>No NVIDIA driver was found; using the CPU.</source>
        <translation>NVIDIA 드라이버를 찾지 못해 CPU를 사용합니다.</translation>
    </message>
    <message>
        <source>No fracture of the proximal femur is seen.</source>
        <translation>근위 대퇴골 골절 소견 없음.</translation>
    </message>
    <message>
        <source>No heat map: {reason}</source>
        <translation>히트맵 없음: {reason}</translation>
    </message>
    <message>
        <source>No model can be used: {reason}</source>
        <translation>쓸 수 있는 모델이 없습니다: {reason}</translation>
    </message>
    <message>
        <source>No pack was written: {reason}</source>
        <translation>팩을 만들지 않았습니다: {reason}</translation>
    </message>
    <message>
        <source>No worker of the cluster is left.</source>
        <translation>클러스터의 작업자가 남아 있지 않습니다.</translation>
    </message>
    <message>
        <source>Non-inferiority and equivalence need a margin.</source>
        <translation>비열등성과 동등성에는 허용 한계가 필요합니다.</translation>
    </message>
    <message>
        <source>Numbers lie between -1e100 and 1e100.</source>
        <translation>수는 -1e100과 1e100 사이여야 합니다.</translation>
    </message>
    <message>
        <source>Of them {doubtful} bore a time that cannot be (a clock was ahead): there the answer with the sound time counts, or this store&apos;s own.</source>
        <translation>그중 {doubtful}건은 있을 수 없는 시각(앞서간 시계)이 기록되어 있었습니다. 시각이 올바른 답 또는 이 저장소의 답을 따릅니다.</translation>
    </message>
    <message>
        <source>One cut-off cannot serve two scales: ratings of {low} go to {least}, those of {high} to {most}.</source>
        <translation>절단값 하나를 두 척도에 쓸 수 없습니다: {low}의 평점은 {least}까지, {high}의 평점은 {most}까지입니다.</translation>
    </message>
    <message>
        <source>One patient number bears several names ({count} such numbers). They may be patients of two hospitals: each name leaves as a patient of its own.</source>
        <translation>환자 번호 하나에 이름이 여럿입니다(그런 번호 {count}개). 서로 다른 병원의 환자일 수 있어, 이름마다 별개의 환자로 내보냅니다.</translation>
    </message>
    <message>
        <source>Only a film on which others differ, and that you have not read yourself, is settled.</source>
        <translation>다른 판독자들의 의견이 다르고 본인이 판독하지 않은 영상만 조정할 수 있습니다.</translation>
    </message>
    <message>
        <source>Open an upright frontal film of the pelvis or hip, with bright bones and without a wide border, or answer this one without the model.</source>
        <translation>뼈가 밝게 보이고 넓은 테두리가 없는, 바로 선 골반이나 고관절 정면 영상을 열거나, 모델 없이 이 영상에 답하십시오.</translation>
    </message>
    <message>
        <source>Open the film again.</source>
        <translation>영상을 다시 여십시오.</translation>
    </message>
    <message>
        <source>Open the film once more in Shenton, then export.</source>
        <translation>Shenton에서 영상을 다시 연 다음 내보내십시오.</translation>
    </message>
    <message>
        <source>Open the right film in Shenton and confirm the answer once more.</source>
        <translation>Shenton에서 올바른 영상을 열고 답을 다시 확인하십시오.</translation>
    </message>
    <message>
        <source>PET image</source>
        <translation>PET 영상</translation>
    </message>
    <message>
        <source>Packs of this study were made with other boxes over the films, and every reader is to see the same films.</source>
        <translation>이 연구의 팩 일부가 영상에 다른 박스를 놓고 만들어졌는데, 모든 판독자는 같은 영상을 보아야 합니다.</translation>
    </message>
    <message>
        <source>Pictures that one reader read in several files: {count}. Only the newest answer leaves, under the file that it was given on.</source>
        <translation>한 판독자가 여러 파일에서 판독한 영상: {count}개. 가장 최근의 답만, 그 답을 한 파일의 이름으로 내보냅니다.</translation>
    </message>
    <message>
        <source>Pixel Spacing is larger than the detector&apos;s, which cannot be; the detector&apos;s is used.</source>
        <translation>Pixel Spacing이 검출기의 간격보다 커서 있을 수 없으므로 검출기의 간격을 사용합니다.</translation>
    </message>
    <message>
        <source>Pixels of {stored} bits in {allocated} (high bit {high}) are not supported.</source>
        <translation>{allocated}에 담긴 {stored}비트 픽셀(최상위 비트 {high})은 지원하지 않습니다.</translation>
    </message>
    <message>
        <source>Port {port} at {host} cannot be listened on.</source>
        <translation>{host}의 포트 {port}에서 수신할 수 없습니다.</translation>
    </message>
    <message>
        <source>Practice films of patients whose other films are tested: {films}. Readers are told what these patients have before they read them; to avoid that, set practice films of other patients apart in the reference standard.</source>
        <translation>다른 필름이 시험에 쓰이는 환자의 연습 필름: {films}. 판독자는 판독 전에 이 환자들의 소견을 알게 됩니다. 이를 피하려면 참조 표준에서 다른 환자의 연습 필름을 따로 정하십시오.</translation>
    </message>
    <message>
        <source>Put back a backup ({file}, beside it), in the store&apos;s window or with “shenton store restore FILE”; to begin anew, move the empty file away.</source>
        <translation>저장소 창에서 또는 “shenton store restore FILE”로 백업(옆에 있는 {file})을 복원하십시오. 새로 시작하려면 빈 파일을 옮기십시오.</translation>
    </message>
    <message>
        <source>Put back a backup, and keep the damaged file for recovery.</source>
        <translation>백업을 복원하고, 손상된 파일은 복구를 위해 보관하십시오.</translation>
    </message>
    <message>
        <source>Put back a backup, in the store&apos;s window or with “shenton store restore FILE”; to begin anew, move the empty file away.</source>
        <translation>저장소 창에서 또는 “shenton store restore FILE”로 백업을 복원하십시오. 새로 시작하려면 빈 파일을 옮기십시오.</translation>
    </message>
    <message>
        <source>Put its backup back; where there is none, tell whoever runs the study before you move what is left of it away and begin anew.</source>
        <translation>백업을 되돌려 놓으십시오. 백업이 없으면 남은 파일을 옮기고 새로 시작하기 전에 연구 담당자에게 알리십시오.</translation>
    </message>
    <message>
        <source>Put the ledger ({file}) back into the study&apos;s folder.</source>
        <translation>장부({file})를 연구 폴더에 되돌려 놓으십시오.</translation>
    </message>
    <message>
        <source>Put the ledger back.</source>
        <translation>장부를 되돌려 놓으십시오.</translation>
    </message>
    <message>
        <source>Put the same bundle on the disk that all share.</source>
        <translation>모두가 공유하는 디스크에 같은 번들을 두십시오.</translation>
    </message>
    <message>
        <source>Put the study&apos;s folder back as it was, or begin a new study.</source>
        <translation>연구 폴더를 원래대로 되돌리거나 새 연구를 시작하십시오.</translation>
    </message>
    <message>
        <source>Put the study&apos;s newest ledger back; if the file came otherwise, take it out of its folder and merge it.</source>
        <translation>연구의 최신 장부를 되돌려 놓으십시오. 파일이 다른 경로로 들어왔으면 폴더에서 꺼내어 병합하십시오.</translation>
    </message>
    <message>
        <source>Put {file} back into its folder.</source>
        <translation>{file}을(를) 폴더에 되돌려 놓으십시오.</translation>
    </message>
    <message>
        <source>Readings of a fracture without a box: {count}. In the COCO file their films look like films without a lesion; the labels name them.</source>
        <translation>박스가 없는 골절 판독: {count}건. COCO 파일에서 이 영상들은 병변이 없는 영상처럼 보입니다. 라벨에는 골절로 적혀 있습니다.</translation>
    </message>
    <message>
        <source>Record {number} of the truth is no object.</source>
        <translation>정답의 {number}번째 기록이 객체가 아닙니다.</translation>
    </message>
    <message>
        <source>Secondary endpoints need a rule of multiplicity.</source>
        <translation>이차 평가변수에는 다중성 보정 규칙이 필요합니다.</translation>
    </message>
    <message>
        <source>Set margin to 0.</source>
        <translation>margin을 0으로 하십시오.</translation>
    </message>
    <message>
        <source>Set this clock right; if it is, ask the reader how it came: such times prove no wash-out.</source>
        <translation>이 컴퓨터의 시계를 맞추십시오. 시계가 맞으면 판독자에게 경위를 물으십시오. 이런 시각으로는 워시아웃을 증명할 수 없습니다.</translation>
    </message>
    <message>
        <source>Spacing and aspect ratio of the header contradict each other; the spacing is used.</source>
        <translation>헤더의 픽셀 간격과 종횡비가 서로 맞지 않아 간격을 사용합니다.</translation>
    </message>
    <message>
        <source>Start it again and go on with --resume.</source>
        <translation>다시 시작하고 --resume으로 이어 가십시오.</translation>
    </message>
    <message>
        <source>Start some and go on with --resume.</source>
        <translation>작업자를 시작한 뒤 --resume으로 이어서 하십시오.</translation>
    </message>
    <message>
        <source>State the share.</source>
        <translation>비율을 지정하십시오.</translation>
    </message>
    <message>
        <source>Superiority has no margin.</source>
        <translation>우월성에는 허용 한계가 없습니다.</translation>
    </message>
    <message>
        <source>Take your own answer back (Undo), then switch to Settle where readers differ.</source>
        <translation>먼저 자신의 답을 취소(실행 취소)한 다음 판독자 간 차이 조정으로 전환하십시오.</translation>
    </message>
    <message>
        <source>Texts and arrows on the film stay on this computer.</source>
        <translation>영상 위의 글과 화살표는 이 컴퓨터에만 남습니다.</translation>
    </message>
    <message>
        <source>The COCO file</source>
        <translation>COCO 파일</translation>
    </message>
    <message>
        <source>The address {where} is not known.</source>
        <translation>주소 {where}을(를) 알 수 없습니다.</translation>
    </message>
    <message>
        <source>The answer is about another film than the one on screen.</source>
        <translation>답이 화면의 영상이 아닌 다른 영상에 관한 것입니다.</translation>
    </message>
    <message>
        <source>The answers of this sitting were changed outside the program: {problem}.</source>
        <translation>이 판독의 답이 프로그램 밖에서 바뀌었습니다: {problem}.</translation>
    </message>
    <message>
        <source>The assignment</source>
        <translation>배정</translation>
    </message>
    <message>
        <source>The assignment cannot be read ({place}).</source>
        <translation>배정을 읽을 수 없습니다({place}).</translation>
    </message>
    <message>
        <source>The bundle holds more than {graph} and {card}.</source>
        <translation>번들에 {graph}과(와) {card} 외의 것이 있습니다.</translation>
    </message>
    <message>
        <source>The bundle lacks {missing}.</source>
        <translation>번들에 {missing}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The bundle&apos;s {file} could not be read.</source>
        <translation>번들의 {file}을(를) 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The bundle&apos;s {file} is not a plain file.</source>
        <translation>번들의 {file}이(가) 일반 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>The bundle&apos;s {name} is larger than {limit} MB.</source>
        <translation>번들의 {name}이(가) {limit} MB보다 큽니다.</translation>
    </message>
    <message>
        <source>The card does not say on which mix it was set.</source>
        <translation>카드에 어떤 구성의 영상으로 설정했는지 적혀 있지 않습니다.</translation>
    </message>
    <message>
        <source>The certificate of {where} is not trusted ({reason}).</source>
        <translation>{where}의 인증서를 신뢰할 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The certificate of {where} is not valid today.</source>
        <translation>{where}의 인증서는 오늘 유효하지 않습니다.</translation>
    </message>
    <message>
        <source>The certificate of {where} was made out for another name.</source>
        <translation>{where}의 인증서는 다른 이름으로 발급되었습니다.</translation>
    </message>
    <message>
        <source>The cluster is gone.</source>
        <translation>클러스터와의 연결이 끊어졌습니다.</translation>
    </message>
    <message>
        <source>The compressed picture had stray bytes at its end; they were left out.</source>
        <translation>압축된 영상 끝에 불필요한 바이트가 있어 제외했습니다.</translation>
    </message>
    <message>
        <source>The compressed picture has no proper end; what it needs was there.</source>
        <translation>압축된 영상의 끝이 온전하지 않으나 필요한 부분은 모두 있었습니다.</translation>
    </message>
    <message>
        <source>The decoder stopped on this file. It is damaged; ask for the film again.</source>
        <translation>디코더가 이 파일에서 멈췄습니다. 파일이 손상되었으니 영상을 다시 요청하십시오.</translation>
    </message>
    <message>
        <source>The disk is full; nothing was saved this time.</source>
        <translation>디스크가 가득 찼습니다. 이번에는 아무것도 저장되지 않았습니다.</translation>
    </message>
    <message>
        <source>The expected proportion</source>
        <translation>예상 비율</translation>
    </message>
    <message>
        <source>The export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>The file carries an overlay that lies outside the picture; it is not shown.</source>
        <translation>파일에 그림 밖에 놓인 오버레이가 있어 표시하지 않습니다.</translation>
    </message>
    <message>
        <source>The file carries an overlay; show or hide it (Shift+G).</source>
        <translation>파일에 오버레이가 있습니다. 보이거나 숨기려면 (Shift+G)를 누르십시오.</translation>
    </message>
    <message>
        <source>The file carries {count} overlays that lie outside the picture; they are not shown.</source>
        <translation>파일에 그림 밖에 놓인 오버레이가 {count}개 있어 표시하지 않습니다.</translation>
    </message>
    <message>
        <source>The file carries {count} overlays; show or hide them (Shift+G).</source>
        <translation>파일에 오버레이가 {count}개 있습니다. 보이거나 숨기려면 (Shift+G)를 누르십시오.</translation>
    </message>
    <message>
        <source>The file could not be opened: {reason}.</source>
        <translation>파일을 열 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The file could not be read: {reason}.</source>
        <translation>파일을 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The file does not begin as a DICOM file does; what stands before its beginning was left out.</source>
        <translation>파일이 DICOM 파일답게 시작하지 않아, 시작점 앞에 있는 것은 제외했습니다.</translation>
    </message>
    <message>
        <source>The file has truths but no scores.</source>
        <translation>파일에 정답은 있으나 점수가 없습니다.</translation>
    </message>
    <message>
        <source>The file holds more pixel data than one picture needs.</source>
        <translation>파일에 영상 한 장에 필요한 것보다 많은 픽셀 데이터가 있습니다.</translation>
    </message>
    <message>
        <source>The file holds no readings.</source>
        <translation>파일에 판독이 없습니다.</translation>
    </message>
    <message>
        <source>The file inflates to more than {limit} MB.</source>
        <translation>압축을 풀면 {limit} MB를 넘습니다.</translation>
    </message>
    <message>
        <source>The file is {size} MB; the limit for one film is {limit} MB.</source>
        <translation>파일이 {size} MB입니다. 영상 하나의 한도는 {limit} MB입니다.</translation>
    </message>
    <message>
        <source>The file kept the decoder busy for {seconds:g} seconds and was given up.</source>
        <translation>디코더가 {seconds:g}초 동안 끝내지 못해 중단했습니다.</translation>
    </message>
    <message>
        <source>The file of answers could not be reached ({reason}).</source>
        <translation>답 파일에 접근할 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The file of answers could not be read ({reason}).</source>
        <translation>답 파일을 읽을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The file of answers is damaged: it is empty (0 bytes) or gone, and what was in it is lost there.</source>
        <translation>답 파일이 손상되었습니다. 비어 있거나(0바이트) 없어졌으며, 그 안의 내용은 이 파일에 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>The file of answers is empty.</source>
        <translation>답 파일이 비어 있습니다.</translation>
    </message>
    <message>
        <source>The file of boxes</source>
        <translation>상자 파일</translation>
    </message>
    <message>
        <source>The file of boxes cannot be read ({place}).</source>
        <translation>박스 파일을 읽을 수 없습니다({place}).</translation>
    </message>
    <message>
        <source>The file of boxes could not be read ({reason}).</source>
        <translation>박스 파일을 읽을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The file says that it is compressed, but it is not; it was read as it is.</source>
        <translation>파일에는 압축되었다고 되어 있으나 그렇지 않아 있는 그대로 읽었습니다.</translation>
    </message>
    <message>
        <source>The file states a wrong length for its picture; it was read as it is.</source>
        <translation>파일에 적힌 그림 길이가 틀려 실제 길이대로 읽었습니다.</translation>
    </message>
    <message>
        <source>The file states another transfer syntax than it has; it was read as it is.</source>
        <translation>파일에 표시된 전송 구문이 실제와 달라 실제대로 읽었습니다.</translation>
    </message>
    <message>
        <source>The file that was read is gone, or its patient, study or UIDs were changed since.</source>
        <translation>판독한 파일이 없어졌거나, 그 뒤 환자, 검사 또는 UID가 변경되었습니다.</translation>
    </message>
    <message>
        <source>The file would have a part of the picture hidden (shutter); all of it is shown.</source>
        <translation>파일은 영상 일부를 가리라고 하지만(셔터), 전체를 표시합니다.</translation>
    </message>
    <message>
        <source>The film decoder did not start within {seconds:g} seconds.</source>
        <translation>영상 디코더가 {seconds:g}초 안에 시작되지 않았습니다.</translation>
    </message>
    <message>
        <source>The film decoder ended while it started (exit status {code}).</source>
        <translation>영상 디코더가 시작하는 중에 끝났습니다(종료 상태 {code}).</translation>
    </message>
    <message>
        <source>The film has only {count} grey levels.</source>
        <translation>영상의 회색 단계가 {count}개뿐입니다.</translation>
    </message>
    <message>
        <source>The film lies on its side or head down: the model looked at it turned upright, and names the sides as on an upright film. Letters in brackets at the film&apos;s edges do not hold for it.</source>
        <translation>필름이 옆으로 누워 있거나 거꾸로입니다. 모델은 바로 세워서 보았고, 좌우도 바로 선 필름을 기준으로 부릅니다. 필름 가장자리의 괄호 친 글자는 이 필름에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The film&apos;s UIDs break the rules for UIDs and cannot be written.</source>
        <translation>영상의 UID가 UID 규칙에 맞지 않아 기록할 수 없습니다.</translation>
    </message>
    <message>
        <source>The film&apos;s patient number cannot be written as it stands.</source>
        <translation>영상의 환자 번호를 그대로 기록할 수 없습니다.</translation>
    </message>
    <message>
        <source>The first line has the column {column} twice.</source>
        <translation>첫 줄에 {column} 열이 두 번 있습니다.</translation>
    </message>
    <message>
        <source>The first line lacks the column {missing}.</source>
        <translation>첫 줄에 {missing} 열이 없습니다.</translation>
    </message>
    <message>
        <source>The first proportion</source>
        <translation>첫 번째 비율</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be used: {reason}.</source>
        <translation>폴더 {folder}을(를) 사용할 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The half width</source>
        <translation>반폭</translation>
    </message>
    <message>
        <source>The header calls a part of the picture padding; it is shown all the same.</source>
        <translation>헤더가 그림의 일부를 여백이라고 하지만 그대로 표시합니다.</translation>
    </message>
    <message>
        <source>The header calls grey values padding that are not the darkest of the film: they are drawn black and may look like holes.</source>
        <translation>헤더가 여백이라고 한 회색값이 영상에서 가장 어두운 값이 아닙니다. 검게 그려져 구멍처럼 보일 수 있습니다.</translation>
    </message>
    <message>
        <source>The header claims {columns} x {rows} pixels, which is too many.</source>
        <translation>헤더에 적힌 {columns} x {rows} 픽셀은 너무 많습니다.</translation>
    </message>
    <message>
        <source>The header contradicts itself on black and white (MONOCHROME1 with IDENTITY): shown by the first; invert the film if it looks like a negative.</source>
        <translation>헤더의 흑백 표시가 서로 모순됩니다(MONOCHROME1과 IDENTITY). 앞의 것에 따라 표시하며, 음화처럼 보이면 영상을 반전하십시오.</translation>
    </message>
    <message>
        <source>The header contradicts itself on black and white (MONOCHROME2 with INVERSE): shown by the second; invert the film if it looks like a negative.</source>
        <translation>헤더의 흑백 표시가 서로 모순됩니다(MONOCHROME2와 INVERSE). 뒤의 것에 따라 표시하며, 음화처럼 보이면 영상을 반전하십시오.</translation>
    </message>
    <message>
        <source>The header has a window without a width or without a centre; it was not used.</source>
        <translation>헤더에 폭이나 중심이 없는 윈도우가 있어 사용하지 않았습니다.</translation>
    </message>
    <message>
        <source>The header is damaged where a sequence ends or an element is named; the rest of it was read.</source>
        <translation>헤더에서 시퀀스가 끝나는 곳이나 요소 이름이 있는 곳이 손상되었습니다. 나머지는 읽었습니다.</translation>
    </message>
    <message>
        <source>The header is wrong about where a grey value lies in its cell; it was read as it is.</source>
        <translation>헤더에 적힌 회색값의 비트 위치가 실제와 달라 실제대로 읽었습니다.</translation>
    </message>
    <message>
        <source>The header is wrong about whether grey values have a sign; they were read as they are.</source>
        <translation>헤더에 적힌 회색값의 부호 여부가 틀려, 실제 값대로 읽었습니다.</translation>
    </message>
    <message>
        <source>The header names a side that is not known; it was not used.</source>
        <translation>헤더에 알 수 없는 좌우 표시가 있어 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>The header names another part of the body: {part}.</source>
        <translation>헤더에 다른 신체 부위가 적혀 있습니다: {part}.</translation>
    </message>
    <message>
        <source>The header names another view ({kind}), not a frontal one.</source>
        <translation>헤더에 정면이 아닌 다른 방향({kind})이 적혀 있습니다.</translation>
    </message>
    <message>
        <source>The header names no function that a window can have; it was taken as linear.</source>
        <translation>헤더에 적힌 윈도 함수(VOI LUT Function)가 올바르지 않아 선형으로 처리했습니다.</translation>
    </message>
    <message>
        <source>The header names the right side and the left; the side of the image is used.</source>
        <translation>헤더에 오른쪽과 왼쪽이 모두 적혀 있어 영상의 좌우 표시를 사용합니다.</translation>
    </message>
    <message>
        <source>The header names the right side in one place and the left in another; the side stays open.</source>
        <translation>헤더가 한 곳에서는 오른쪽을, 다른 곳에서는 왼쪽을 가리킵니다. 좌우는 정하지 않은 채로 둡니다.</translation>
    </message>
    <message>
        <source>The header&apos;s spacing is not written as it should be; what of it could be read is used.</source>
        <translation>헤더의 픽셀 간격이 규격대로 적혀 있지 않아 읽을 수 있는 부분만 사용합니다.</translation>
    </message>
    <message>
        <source>The header&apos;s window fits the stored grey values and not those that the header makes of them; it was converted.</source>
        <translation>헤더의 윈도가 헤더가 변환한 회색값이 아니라 저장된 회색값에 맞아 환산했습니다.</translation>
    </message>
    <message>
        <source>The header&apos;s window is not written as it should be; what of it could be read is used.</source>
        <translation>헤더의 윈도우가 규격대로 적혀 있지 않아 읽을 수 있는 부분만 사용합니다.</translation>
    </message>
    <message>
        <source>The header&apos;s window leaves nothing but black and white: take another one.</source>
        <translation>헤더의 윈도로는 흑백만 남습니다. 다른 윈도를 선택하십시오.</translation>
    </message>
    <message>
        <source>The header&apos;s window may be meant for the grey values as they are stored: take another one if the film looks too dark or too bright.</source>
        <translation>헤더의 윈도가 저장된 회색값을 위한 것일 수 있습니다. 영상이 너무 어둡거나 밝으면 다른 윈도를 고르십시오.</translation>
    </message>
    <message>
        <source>The ledger does not know the result of {code}.</source>
        <translation>장부에 {code}의 결과가 없습니다.</translation>
    </message>
    <message>
        <source>The lock</source>
        <translation>잠금</translation>
    </message>
    <message>
        <source>The locked study</source>
        <translation>잠긴 연구</translation>
    </message>
    <message>
        <source>The locked study could not be read ({reason}).</source>
        <translation>잠긴 연구를 읽을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The magnification of the header makes no sense and was not used.</source>
        <translation>헤더의 확대율이 맞지 않아 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>The margin</source>
        <translation>허용 한계</translation>
    </message>
    <message>
        <source>The merged result of {code} is not the one that the ledger names.</source>
        <translation>{code}의 병합된 결과가 장부에 적힌 것이 아닙니다.</translation>
    </message>
    <message>
        <source>The model answers none of the films.</source>
        <translation>모델이 어느 영상에도 답하지 않습니다.</translation>
    </message>
    <message>
        <source>The model answers with probabilities; give one such as 0.5.</source>
        <translation>모델은 확률로 답합니다. 0.5 같은 값을 주십시오.</translation>
    </message>
    <message>
        <source>The model card cannot be read ({place}).</source>
        <translation>모델 카드를 읽을 수 없습니다({place}).</translation>
    </message>
    <message>
        <source>The model card has unknown keys in {where}: {some}.</source>
        <translation>모델 카드의 {where}에 알 수 없는 키가 있습니다: {some}.</translation>
    </message>
    <message>
        <source>The model card is wrong: {reason}.</source>
        <translation>모델 카드가 잘못되었습니다: {reason}.</translation>
    </message>
    <message>
        <source>The model card lacks {name} in {where}.</source>
        <translation>모델 카드의 {where}에 {name}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The model card&apos;s {where} is not a list.</source>
        <translation>모델 카드의 {where}이(가) 목록이 아닙니다.</translation>
    </message>
    <message>
        <source>The model card&apos;s {where} is not an object.</source>
        <translation>모델 카드의 {where}이(가) 객체가 아닙니다.</translation>
    </message>
    <message>
        <source>The model failed its self-test: on {picture} its answer is off by {worst:.2g}.</source>
        <translation>모델이 자체 시험에 실패했습니다: {picture}에서 답이 {worst:.2g} 어긋납니다.</translation>
    </message>
    <message>
        <source>The model failed its self-test: {reason}</source>
        <translation>모델이 자체 시험에 실패했습니다: {reason}</translation>
    </message>
    <message>
        <source>The model finds no hip on this film.</source>
        <translation>모델이 이 영상에서 고관절을 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>The model needs more memory than a model may take.</source>
        <translation>모델에 허용된 것보다 많은 메모리가 필요합니다.</translation>
    </message>
    <message>
        <source>The model needs operators that are not part of ONNX: {names}.</source>
        <translation>모델에 ONNX에 없는 연산자가 필요합니다: {names}.</translation>
    </message>
    <message>
        <source>The model of the locked study</source>
        <translation>잠긴 연구의 모델</translation>
    </message>
    <message>
        <source>The model repeats parts of itself ({names}), perhaps without end.</source>
        <translation>모델이 자기 일부({names})를 끝없이 반복할 수 있습니다.</translation>
    </message>
    <message>
        <source>The model took too long on the films before and is not asked again.</source>
        <translation>이전 영상들에서 모델이 너무 오래 걸려 더 이상 묻지 않습니다.</translation>
    </message>
    <message>
        <source>The model was busy for {seconds:g} seconds and was given up.</source>
        <translation>모델이 {seconds:g}초 동안 응답하지 않아 중단했습니다.</translation>
    </message>
    <message>
        <source>The model was busy with this film for {seconds:g} s and was given up; fewer workers leave more of the computer to each.</source>
        <translation>모델이 이 영상에 {seconds:g}초를 썼으므로 중단했습니다. 작업 프로세스를 줄이면 각각이 컴퓨터를 더 많이 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>The model was not asked.</source>
        <translation>모델에 묻지 않았습니다.</translation>
    </message>
    <message>
        <source>The model was stopped.</source>
        <translation>모델이 중지되었습니다.</translation>
    </message>
    <message>
        <source>The model works with text, not with numbers alone.</source>
        <translation>모델이 숫자만이 아니라 텍스트로도 작동합니다.</translation>
    </message>
    <message>
        <source>The model&apos;s answers</source>
        <translation>모델의 응답</translation>
    </message>
    <message>
        <source>The model&apos;s answers cannot be read ({place}).</source>
        <translation>모델의 답을 읽을 수 없습니다({place}).</translation>
    </message>
    <message>
        <source>The model&apos;s card has no curve.</source>
        <translation>모델 카드에 곡선이 없습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s graph does not take exactly one input named {name}.</source>
        <translation>모델 그래프의 입력이 {name} 하나가 아닙니다.</translation>
    </message>
    <message>
        <source>The model&apos;s graph is larger than {limit} MB.</source>
        <translation>모델 그래프가 {limit} MB보다 큽니다.</translation>
    </message>
    <message>
        <source>The model&apos;s graph lacks the output {missing}.</source>
        <translation>모델 그래프에 출력 {missing}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s process did not start within {seconds:g} seconds.</source>
        <translation>모델 프로세스가 {seconds:g}초 안에 시작되지 않았습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s process did not start.</source>
        <translation>모델의 프로세스가 시작되지 않았습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s process ended on its own: it may want more memory than a model may take.</source>
        <translation>모델의 프로세스가 스스로 종료되었습니다. 허용된 것보다 많은 메모리가 필요한 것일 수 있습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s process ended on this film.</source>
        <translation>이 영상에서 모델의 프로세스가 종료되었습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s two thresholds are not in order between 0 and 1.</source>
        <translation>모델의 두 임계값이 0과 1 사이에서 차례대로가 아닙니다.</translation>
    </message>
    <message>
        <source>The model&apos;s {name} has a wrong shape.</source>
        <translation>모델의 {name} 모양이 잘못되었습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s {name} has the shape {shape}, which does not fit its card.</source>
        <translation>모델의 {name} 모양 {shape}이(가) 카드와 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s {name} is beyond all measure (above {most:g}).</source>
        <translation>모델의 {name} 값이 지나치게 큽니다({most:g} 초과).</translation>
    </message>
    <message>
        <source>The model&apos;s {name} is not finite.</source>
        <translation>모델의 {name}이(가) 유한하지 않습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s {name} is {type}, not 32-bit float.</source>
        <translation>모델의 {name}이(가) 32비트 실수가 아니라 {type}입니다.</translation>
    </message>
    <message>
        <source>The other store</source>
        <translation>다른 저장소</translation>
    </message>
    <message>
        <source>The output could not be written ({reason}).</source>
        <translation>출력을 쓸 수 없었습니다({reason}).</translation>
    </message>
    <message>
        <source>The pack</source>
        <translation>팩</translation>
    </message>
    <message>
        <source>The pack could not be read ({reason}).</source>
        <translation>팩을 읽을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The pack could not be written ({reason}).</source>
        <translation>팩을 쓸 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The pack lacks {name}.</source>
        <translation>팩에 {name}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The pack&apos;s list</source>
        <translation>팩의 목록</translation>
    </message>
    <message>
        <source>The packs leave out the overlays in the files of: {films}.</source>
        <translation>다음 영상 파일의 오버레이는 팩에 넣지 않습니다: {films}.</translation>
    </message>
    <message>
        <source>The patient orientation of the header makes no sense and was not used.</source>
        <translation>헤더의 환자 방향이 맞지 않아 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>The picture ({kind}) is damaged: no decoder could read it.</source>
        <translation>그림({kind})이 손상되어 어떤 디코더로도 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The picture breaks off in row {row} of {rows}, and nothing follows: the file seems to have been copied in part. Copy it again from where it came from.</source>
        <translation>영상이 전체 {rows}행 중 {row}행에서 끊기고 그 뒤에는 아무것도 없습니다. 파일이 일부만 복사된 것 같습니다. 받은 곳에서 다시 복사하십시오.</translation>
    </message>
    <message>
        <source>The picture claims {width} x {height} pixels, which is too many.</source>
        <translation>그림에 적힌 {width} x {height} 픽셀은 너무 많습니다.</translation>
    </message>
    <message>
        <source>The picture has its bytes in the other order than the file says; they were turned round.</source>
        <translation>영상의 바이트 순서가 파일에 적힌 것과 반대여서 바로잡았습니다.</translation>
    </message>
    <message>
        <source>The picture inside has {bits} bits, but the header says {header_bits}.</source>
        <translation>안의 그림은 {bits}비트인데 헤더에는 {header_bits}비트로 적혀 있습니다.</translation>
    </message>
    <message>
        <source>The picture inside has {components} colour components.</source>
        <translation>안의 그림에 색 성분이 {components}개 있습니다.</translation>
    </message>
    <message>
        <source>The picture inside is {columns} x {rows} pixels, but the header says {header_columns} x {header_rows}.</source>
        <translation>안의 그림은 {columns} x {rows} 픽셀인데 헤더에는 {header_columns} x {header_rows}로 적혀 있습니다.</translation>
    </message>
    <message>
        <source>The picture is cut short: {there} of {wanted} bytes are there.</source>
        <translation>그림이 잘렸습니다: {wanted}바이트 중 {there}바이트만 있습니다.</translation>
    </message>
    <message>
        <source>The picture uses {used} of its {bits} bits: shown from its darkest to its brightest value.</source>
        <translation>영상이 {bits}비트 중 {used}비트만 사용하여 가장 어두운 값부터 가장 밝은 값까지 표시합니다.</translation>
    </message>
    <message>
        <source>The power</source>
        <translation>검정력</translation>
    </message>
    <message>
        <source>The prevalence</source>
        <translation>유병률</translation>
    </message>
    <message>
        <source>The prevalence is not between 0 and 1.</source>
        <translation>유병률이 0과 1 사이가 아닙니다.</translation>
    </message>
    <message>
        <source>The primary question compares an arm with itself.</source>
        <translation>일차 질문이 한 군을 자기 자신과 비교합니다.</translation>
    </message>
    <message>
        <source>The primary question names an arm that the design does not have.</source>
        <translation>일차 질문이 설계에 없는 군을 지정합니다.</translation>
    </message>
    <message>
        <source>The protocol</source>
        <translation>프로토콜</translation>
    </message>
    <message>
        <source>The protocol could not be read ({reason}).</source>
        <translation>프로토콜을 읽을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The protocol has schema {schema}, this version reads {known}.</source>
        <translation>프로토콜의 스키마는 {schema}이고 이 버전은 {known}을(를) 읽습니다.</translation>
    </message>
    <message>
        <source>The protocol&apos;s alpha is not between 0 and 0.2.</source>
        <translation>프로토콜의 알파가 0과 0.2 사이가 아닙니다.</translation>
    </message>
    <message>
        <source>The protocol&apos;s cut-off of the model is not between 0 and 1.</source>
        <translation>프로토콜의 모델 절단값이 0과 1 사이가 아닙니다.</translation>
    </message>
    <message>
        <source>The protocol&apos;s cut-off of the readers is not on their scale.</source>
        <translation>프로토콜의 판독자 절단값이 평점 척도 위에 있지 않습니다.</translation>
    </message>
    <message>
        <source>The protocol&apos;s part cutoffs</source>
        <translation>프로토콜의 cutoffs 부분</translation>
    </message>
    <message>
        <source>The protocol&apos;s part primary</source>
        <translation>프로토콜의 primary 부분</translation>
    </message>
    <message>
        <source>The protocol&apos;s part rules</source>
        <translation>프로토콜의 rules 부분</translation>
    </message>
    <message>
        <source>The protocol&apos;s questions</source>
        <translation>프로토콜의 질문</translation>
    </message>
    <message>
        <source>The protocol&apos;s sampling</source>
        <translation>프로토콜의 sampling</translation>
    </message>
    <message>
        <source>The protocol&apos;s sampling.take</source>
        <translation>프로토콜의 sampling.take</translation>
    </message>
    <message>
        <source>The protocol&apos;s secondary endpoints</source>
        <translation>프로토콜의 이차 평가변수</translation>
    </message>
    <message>
        <source>The protocol&apos;s {name} is empty.</source>
        <translation>프로토콜의 {name}이(가) 비어 있습니다.</translation>
    </message>
    <message>
        <source>The protocol&apos;s {name} is too long or holds unprintable characters.</source>
        <translation>프로토콜의 {name}이(가) 너무 길거나 인쇄할 수 없는 글자가 있습니다.</translation>
    </message>
    <message>
        <source>The protocol&apos;s {name} is {value}.</source>
        <translation>프로토콜의 {name}: {value}.</translation>
    </message>
    <message>
        <source>The readers cannot be parted into equal blocks.</source>
        <translation>판독자를 같은 크기의 블록으로 나눌 수 없습니다.</translation>
    </message>
    <message>
        <source>The readers&apos; ranges make no sense.</source>
        <translation>판독자들의 범위가 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The reading was in a line before.</source>
        <translation>이 판독은 앞줄에 이미 있었습니다.</translation>
    </message>
    <message>
        <source>The reference standard could not be read ({reason}).</source>
        <translation>참조 표준을 읽을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The reference standard has a box beside {film}, which has {columns} x {rows} pixels.</source>
        <translation>참조 표준에 {film}({columns} x {rows}픽셀) 밖으로 벗어난 박스가 있습니다.</translation>
    </message>
    <message>
        <source>The reference standard has the column {name} twice.</source>
        <translation>참조 표준에 {name} 열이 두 번 있습니다.</translation>
    </message>
    <message>
        <source>The reference standard names more than {most} films.</source>
        <translation>참조 표준의 영상이 {most}장을 넘습니다.</translation>
    </message>
    <message>
        <source>The report could not be written ({reason}).</source>
        <translation>보고서를 쓸 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The result answers a question out of turn.</source>
        <translation>결과가 순서에 맞지 않는 질문에 답했습니다.</translation>
    </message>
    <message>
        <source>The result answers a question outside its session.</source>
        <translation>결과가 회차 밖의 질문에 답했습니다.</translation>
    </message>
    <message>
        <source>The result holds a reading time that cannot be.</source>
        <translation>결과에 있을 수 없는 판독 시간이 있습니다.</translation>
    </message>
    <message>
        <source>The result holds an answer that is not complete: {lacks}</source>
        <translation>결과에 완전하지 않은 답이 있습니다: {lacks}</translation>
    </message>
    <message>
        <source>The result marks a place that is not on the film.</source>
        <translation>결과에 영상 밖의 위치가 표시되어 있습니다.</translation>
    </message>
    <message>
        <source>The result says that a time was over where the study sets none.</source>
        <translation>연구에 제한 시간이 없는데 결과에는 시간이 지났다고 적혀 있습니다.</translation>
    </message>
    <message>
        <source>The result&apos;s record has a time that is none.</source>
        <translation>결과의 기록에 올바르지 않은 시각이 있습니다.</translation>
    </message>
    <message>
        <source>The result&apos;s record holds times that are still to come: the clock of the reader&apos;s computer, or of this one, is wrong.</source>
        <translation>결과 기록에 아직 오지 않은 시각이 있습니다. 판독자 컴퓨터나 이 컴퓨터의 시계가 틀립니다.</translation>
    </message>
    <message>
        <source>The result&apos;s record runs back in time.</source>
        <translation>결과의 기록이 시간을 거슬러 갑니다.</translation>
    </message>
    <message>
        <source>The result&apos;s record was changed: {problem}.</source>
        <translation>결과의 기록이 바뀌었습니다: {problem}.</translation>
    </message>
    <message>
        <source>The screen has {width} x {height} pixels: fine lines need the zoom, or 1:1.</source>
        <translation>화면이 {width} x {height} 픽셀입니다. 가는 선을 보려면 확대하거나 1:1로 보십시오.</translation>
    </message>
    <message>
        <source>The screen shows {depth} bits a pixel: fewer greys than a film needs.</source>
        <translation>화면이 픽셀당 {depth}비트입니다. 영상에 필요한 회색보다 적습니다.</translation>
    </message>
    <message>
        <source>The search for text stopped before its end.</source>
        <translation>글자 찾기가 끝나기 전에 멈췄습니다.</translation>
    </message>
    <message>
        <source>The search for text took too long and was given up.</source>
        <translation>글자 찾기가 너무 오래 걸려 그만두었습니다.</translation>
    </message>
    <message>
        <source>The search for text was stopped.</source>
        <translation>글자 찾기를 중지했습니다.</translation>
    </message>
    <message>
        <source>The second proportion</source>
        <translation>두 번째 비율</translation>
    </message>
    <message>
        <source>The share of films with a fracture is not between 0 and 1.</source>
        <translation>골절이 있는 영상의 비율이 0과 1 사이가 아닙니다.</translation>
    </message>
    <message>
        <source>The site profile cannot be read ({place}).</source>
        <translation>기관 프로필을 읽을 수 없습니다({place}).</translation>
    </message>
    <message>
        <source>The site profile cannot be read.</source>
        <translation>기관 프로필을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The site profile cannot be removed.</source>
        <translation>기관 프로필을 지울 수 없습니다.</translation>
    </message>
    <message>
        <source>The site profile cannot be written.</source>
        <translation>기관 프로필을 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The site profile has a value of the wrong kind.</source>
        <translation>기관 프로필에 종류가 잘못된 값이 있습니다.</translation>
    </message>
    <message>
        <source>The site profile has another schema.</source>
        <translation>기관 프로필의 스키마가 다릅니다.</translation>
    </message>
    <message>
        <source>The site profile is too large.</source>
        <translation>기관 프로필이 너무 큽니다.</translation>
    </message>
    <message>
        <source>The site profile is wrong: {reason}.</source>
        <translation>기관 프로필이 잘못되었습니다: {reason}.</translation>
    </message>
    <message>
        <source>The site profile was made with another model.</source>
        <translation>기관 프로필이 다른 모델로 만들어졌습니다.</translation>
    </message>
    <message>
        <source>The site profile was made with films of another X-ray device.</source>
        <translation>기관 프로필이 다른 X선 장비의 영상으로 만들어졌습니다.</translation>
    </message>
    <message>
        <source>The store is of version {version}, this program knows {known}; it was left as it is.</source>
        <translation>저장소는 버전 {version}이고 이 프로그램은 {known}까지 압니다. 그대로 두었습니다.</translation>
    </message>
    <message>
        <source>The study has more than {most} series; the others were not asked for.</source>
        <translation>검사의 시리즈가 {most}개를 넘어 나머지는 요청하지 않았습니다.</translation>
    </message>
    <message>
        <source>The study has no reader {code}.</source>
        <translation>연구에 판독자 {code}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The study pack could not be unpacked ({reason}).</source>
        <translation>연구 팩을 풀 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The study&apos;s ledger</source>
        <translation>연구의 장부</translation>
    </message>
    <message>
        <source>The study&apos;s ledger is gone or empty; without it nobody knows what was merged and what was made black on the films.</source>
        <translation>연구의 장부가 없거나 비어 있습니다. 장부 없이는 무엇을 병합했고 영상의 어디를 검게 가렸는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>The study&apos;s ledger is not that of this study.</source>
        <translation>연구 폴더의 장부가 이 연구의 것이 아닙니다.</translation>
    </message>
    <message>
        <source>The study&apos;s ledger says nothing readable of the boxes over its films.</source>
        <translation>연구 장부에서 영상 위의 박스에 관한 기록을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The study&apos;s {name}</source>
        <translation>연구의 {name}</translation>
    </message>
    <message>
        <source>The study&apos;s {name} was changed after the lock.</source>
        <translation>연구의 {name}이(가) 잠긴 뒤에 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The system ended the film decoder while it started (signal {number}), most often for want of memory.</source>
        <translation>영상 디코더가 시작하는 중에 시스템이 종료했습니다(신호 {number}). 대개 메모리가 부족한 경우입니다.</translation>
    </message>
    <message>
        <source>The system gave the film decoder no process of its own: {reason}.</source>
        <translation>시스템이 영상 디코더의 프로세스를 만들지 못했습니다: {reason}.</translation>
    </message>
    <message>
        <source>The table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>The table that is there is none of this program.</source>
        <translation>그곳에 있는 표는 이 프로그램의 것이 아닙니다.</translation>
    </message>
    <message>
        <source>The table that is there was made by an earlier version and lacks columns of this one.</source>
        <translation>이미 있는 표는 이전 버전이 만든 것이라 이 버전의 열이 빠져 있습니다.</translation>
    </message>
    <message>
        <source>The text detector is not the one that is shipped.</source>
        <translation>글자 검출기가 함께 배포된 것이 아닙니다.</translation>
    </message>
    <message>
        <source>The text detector that is shipped is damaged or missing, or does not run here.</source>
        <translation>함께 배포된 글자 검출기가 손상되었거나 없거나 이 컴퓨터에서 작동하지 않습니다.</translation>
    </message>
    <message>
        <source>The truth of the folder cannot be read ({place}).</source>
        <translation>폴더의 정답을 읽을 수 없습니다({place}).</translation>
    </message>
    <message>
        <source>The wash-out is not over: session {session} opens on {day}.</source>
        <translation>워시아웃이 끝나지 않았습니다. {session}회차는 {day}에 열립니다.</translation>
    </message>
    <message>
        <source>The {value} of its header is not valid and was left out.</source>
        <translation>헤더의 {value}: 올바르지 않아 제외했습니다.</translation>
    </message>
    <message>
        <source>The {value} of its header is too long and was cut.</source>
        <translation>헤더의 {value}: 너무 길어 잘랐습니다.</translation>
    </message>
    <message>
        <source>The {what} does not fit the protocol.</source>
        <translation>{what}이(가) 프로토콜과 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Their ratings run from {low} to {high}: give one above {low}.</source>
        <translation>평점은 {low}에서 {high}까지입니다. {low}보다 큰 값을 주십시오.</translation>
    </message>
    <message>
        <source>There is no room for more here.</source>
        <translation>여기에는 더 놓을 자리가 없습니다.</translation>
    </message>
    <message>
        <source>There is nothing to settle on this film for this reader.</source>
        <translation>이 영상에는 이 판독자가 조정할 것이 없습니다.</translation>
    </message>
    <message>
        <source>They lie from 0 to 1; the one that shares nothing is the smallest.</source>
        <translation>0에서 1 사이이며, 공유하는 것이 없는 쪽이 가장 작습니다.</translation>
    </message>
    <message>
        <source>This computer is very busy or slow now; try again when it is not, or choose another model.</source>
        <translation>지금 이 컴퓨터가 매우 바쁘거나 느립니다. 나중에 다시 시도하거나 다른 모델을 고르십시오.</translation>
    </message>
    <message>
        <source>This computer is very busy or slow now; try again when it is not.</source>
        <translation>지금 이 컴퓨터가 매우 바쁘거나 느립니다. 나중에 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is before the last answer ({day}).</source>
        <translation>이 컴퓨터의 시각이 마지막 답({day})보다 이전입니다.</translation>
    </message>
    <message>
        <source>This file is an empty database, no store of readings.</source>
        <translation>이 파일은 빈 데이터베이스이며 판독 저장소가 아닙니다.</translation>
    </message>
    <message>
        <source>This file is no {what} of Shenton, or it is damaged.</source>
        <translation>Shenton의 {what}이(가) 아니거나 손상된 파일입니다.</translation>
    </message>
    <message>
        <source>This file is not the film of the study that belongs here; it is not shown.</source>
        <translation>이 파일은 여기에 있어야 할 연구 영상이 아니어서 표시하지 않습니다.</translation>
    </message>
    <message>
        <source>This is a {kind}, not a plain radiograph.</source>
        <translation>일반 방사선 영상이 아니라 {kind}입니다.</translation>
    </message>
    <message>
        <source>This is not possible now ({phase}).</source>
        <translation>지금은 할 수 없습니다({phase}).</translation>
    </message>
    <message>
        <source>This is {what}, not a single greyscale radiograph.</source>
        <translation>한 장의 회색조 방사선 영상이 아니라 {what}입니다.</translation>
    </message>
    <message>
        <source>This picture lies here under several headers, and nobody noted which of them was read.</source>
        <translation>이 영상이 여러 헤더로 존재하며 어느 것을 판독했는지 기록이 없습니다.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>나중에 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>Use at most {longest} plain characters.</source>
        <translation>기본 글자를 {longest}자까지 쓰십시오.</translation>
    </message>
    <message>
        <source>Use films with readings.</source>
        <translation>판독이 있는 영상을 사용하십시오.</translation>
    </message>
    <message>
        <source>Wait for it, or end it first.</source>
        <translation>기다리거나 먼저 끝내십시오.</translation>
    </message>
    <message>
        <source>What was given after slurm: is not understood.</source>
        <translation>slurm: 뒤에 온 내용을 이해할 수 없습니다.</translation>
    </message>
    <message>
        <source>Where the heat map is highest is not known, so a box may cover it: {reason}</source>
        <translation>히트맵의 정점이 어디인지 알 수 없어 박스가 그것을 가릴 수 있습니다: {reason}</translation>
    </message>
    <message>
        <source>Whether text is burned into the films is not known: {reason}</source>
        <translation>영상에 새겨진 글자가 있는지 알 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>Write boxes in pixels of the film as it is stored, from its top left corner.</source>
        <translation>박스는 저장된 영상의 픽셀 단위로, 왼쪽 위 모서리를 기준으로 적으십시오.</translation>
    </message>
    <message>
        <source>Write four numbers a box, several boxes by semicolons.</source>
        <translation>박스마다 네 수를 쓰고, 여러 박스는 세미콜론으로 구분하십시오.</translation>
    </message>
    <message>
        <source>Write how many lesions the film has.</source>
        <translation>영상에 병변이 몇 개인지 쓰십시오.</translation>
    </message>
    <message>
        <source>Write to another file with --out, or leave --resume out: then it is kept under another name.</source>
        <translation>--out으로 다른 파일에 쓰거나 --resume을 빼십시오. 그러면 이 표는 다른 이름으로 남습니다.</translation>
    </message>
    <message>
        <source>Write to another file with --out.</source>
        <translation>--out으로 다른 파일에 쓰십시오.</translation>
    </message>
    <message>
        <source>a CT image</source>
        <translation>CT 영상</translation>
    </message>
    <message>
        <source>a PET image</source>
        <translation>PET 영상</translation>
    </message>
    <message>
        <source>a bone densitometry image</source>
        <translation>골밀도 검사 영상</translation>
    </message>
    <message>
        <source>a colour image ({model})</source>
        <translation>컬러 영상({model})</translation>
    </message>
    <message>
        <source>a colour image ({samples} samples a pixel)</source>
        <translation>컬러 영상(픽셀당 샘플 {samples}개)</translation>
    </message>
    <message>
        <source>a document</source>
        <translation>문서</translation>
    </message>
    <message>
        <source>a file whose pixels are kept elsewhere</source>
        <translation>픽셀이 다른 곳에 저장된 파일</translation>
    </message>
    <message>
        <source>a film check must name itself and where it was set</source>
        <translation>영상 점검에는 이름과 설정한 곳이 있어야 합니다</translation>
    </message>
    <message>
        <source>a film check needs weights that are finite</source>
        <translation>영상 점검에는 유한한 가중치가 필요합니다</translation>
    </message>
    <message>
        <source>a film check&apos;s sensitivity and specificity must lie in 0..1</source>
        <translation>영상 점검의 민감도와 특이도는 0..1 범위여야 합니다</translation>
    </message>
    <message>
        <source>a key object selection</source>
        <translation>핵심 객체 선택(KO)</translation>
    </message>
    <message>
        <source>a list is longer than {most}</source>
        <translation>{most}개보다 긴 목록이 있습니다</translation>
    </message>
    <message>
        <source>a list of at most {most}</source>
        <translation>최대 {most}개의 목록</translation>
    </message>
    <message>
        <source>a metric has no value</source>
        <translation>값이 없는 지표가 있습니다</translation>
    </message>
    <message>
        <source>a metric is not finite</source>
        <translation>유한하지 않은 지표가 있습니다</translation>
    </message>
    <message>
        <source>a metric must name itself and how its interval was made</source>
        <translation>지표에는 이름과 구간 산출 방법이 있어야 합니다</translation>
    </message>
    <message>
        <source>a metric must say on how many films and patients it was measured</source>
        <translation>지표에는 측정한 영상 수와 환자 수가 있어야 합니다</translation>
    </message>
    <message>
        <source>a microscopy image</source>
        <translation>현미경 영상</translation>
    </message>
    <message>
        <source>a nuclear medicine image</source>
        <translation>핵의학 영상</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>a part of its path is no folder</source>
        <translation>경로의 일부가 폴더가 아님</translation>
    </message>
    <message>
        <source>a photograph</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>a presentation state</source>
        <translation>표시 상태(PR)</translation>
    </message>
    <message>
        <source>a radiotherapy dose</source>
        <translation>방사선 치료 선량</translation>
    </message>
    <message>
        <source>a radiotherapy image</source>
        <translation>방사선 치료 영상</translation>
    </message>
    <message>
        <source>a radiotherapy plan</source>
        <translation>방사선 치료 계획</translation>
    </message>
    <message>
        <source>a radiotherapy structure set</source>
        <translation>방사선 치료 구조 세트</translation>
    </message>
    <message>
        <source>a registration</source>
        <translation>정합 정보(REG)</translation>
    </message>
    <message>
        <source>a report output and its words come together</source>
        <translation>판독문 출력과 그 단어 목록은 함께 있어야 합니다</translation>
    </message>
    <message>
        <source>a segmentation</source>
        <translation>분할(SEG)</translation>
    </message>
    <message>
        <source>a self-test must expect seven finite logits</source>
        <translation>자체 시험에는 유한한 로짓 7개가 있어야 합니다</translation>
    </message>
    <message>
        <source>a self-test names an unknown input</source>
        <translation>자체 시험이 알 수 없는 입력을 지정합니다</translation>
    </message>
    <message>
        <source>a self-test&apos;s tolerance must lie in 0..1</source>
        <translation>자체 시험의 허용 오차는 0..1 범위여야 합니다</translation>
    </message>
    <message>
        <source>a series of {frames} frames in one file</source>
        <translation>한 파일에 담긴 {frames}프레임 연속 영상</translation>
    </message>
    <message>
        <source>a slide microscopy image</source>
        <translation>슬라이드 현미경 영상</translation>
    </message>
    <message>
        <source>a structured report</source>
        <translation>구조화 보고서(SR)</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>테이블</translation>
    </message>
    <message>
        <source>a test set needs a name</source>
        <translation>시험 세트에는 이름이 필요합니다</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>a threshold must lie between 0 and 1</source>
        <translation>임계값은 0과 1 사이여야 합니다</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>accession number</source>
        <translation>접수 번호(accession number)</translation>
    </message>
    <message>
        <source>along the ROC curve the thresholds must rise, the sensitivity fall, the specificity rise</source>
        <translation>ROC 곡선을 따라 임계값은 커지고 민감도는 낮아지며 특이도는 높아져야 합니다</translation>
    </message>
    <message>
        <source>an MR image</source>
        <translation>MR 영상</translation>
    </message>
    <message>
        <source>an electrocardiogram</source>
        <translation>심전도</translation>
    </message>
    <message>
        <source>an endoscopy image</source>
        <translation>내시경 영상</translation>
    </message>
    <message>
        <source>an extra output has the name of a fixed one</source>
        <translation>추가 출력의 이름이 고정 출력과 같습니다</translation>
    </message>
    <message>
        <source>an eye photograph</source>
        <translation>안저 사진</translation>
    </message>
    <message>
        <source>an image of floating-point values</source>
        <translation>부동소수점 값의 영상</translation>
    </message>
    <message>
        <source>an object of an unknown kind</source>
        <translation>알 수 없는 종류의 객체</translation>
    </message>
    <message>
        <source>an object of modality {modality}</source>
        <translation>모달리티 {modality}의 객체</translation>
    </message>
    <message>
        <source>an object of the kind “{kind}”</source>
        <translation>“{kind}” 종류의 객체</translation>
    </message>
    <message>
        <source>an operating point must name itself and where it was set</source>
        <translation>작동점에는 이름과 설정한 곳이 있어야 합니다</translation>
    </message>
    <message>
        <source>an operating point must say on how many films it was set</source>
        <translation>작동점에는 몇 장의 영상으로 설정했는지 있어야 합니다</translation>
    </message>
    <message>
        <source>an ultrasound image</source>
        <translation>초음파 영상</translation>
    </message>
    <message>
        <source>angle</source>
        <translation>각도</translation>
    </message>
    <message>
        <source>another fracture</source>
        <translation>다른 골절</translation>
    </message>
    <message>
        <source>another picture bears the same UID, so it leaves without identifiers only</source>
        <translation>다른 영상이 같은 UID를 가지고 있어 식별 정보 없이만 내보낼 수 있음</translation>
    </message>
    <message>
        <source>area {area}</source>
        <translation>면적 {area}</translation>
    </message>
    <message>
        <source>arm</source>
        <translation>팔</translation>
    </message>
    <message>
        <source>audit row {number} is missing</source>
        <translation>감사 기록 {number}행이 없습니다</translation>
    </message>
    <message>
        <source>audit row {number} was changed</source>
        <translation>감사 기록 {number}행이 변경되었습니다</translation>
    </message>
    <message>
        <source>audit row {row} is not the one that was noted</source>
        <translation>감사 기록 {row}행이 기록해 둔 것과 다릅니다</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>bone density report</source>
        <translation>골밀도 보고서</translation>
    </message>
    <message>
        <source>calcaneus</source>
        <translation>발꿈치뼈</translation>
    </message>
    <message>
        <source>cervical spine</source>
        <translation>경추</translation>
    </message>
    <message>
        <source>chest</source>
        <translation>흉부</translation>
    </message>
    <message>
        <source>clavicle</source>
        <translation>빗장뼈</translation>
    </message>
    <message>
        <source>could not understand the object</source>
        <translation>객체를 해석하지 못했습니다</translation>
    </message>
    <message>
        <source>dask-jobqueue is not installed.</source>
        <translation>dask-jobqueue가 설치되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>dental film</source>
        <translation>치과 영상</translation>
    </message>
    <message>
        <source>does not allow it</source>
        <translation>허용하지 않습니다</translation>
    </message>
    <message>
        <source>does not know this program&apos;s AE title</source>
        <translation>이 프로그램의 AE 타이틀을 모릅니다</translation>
    </message>
    <message>
        <source>does not take this kind of object</source>
        <translation>이 종류의 객체를 받지 않습니다</translation>
    </message>
    <message>
        <source>does not take this way of compression</source>
        <translation>이 압축 방식을 받지 않습니다</translation>
    </message>
    <message>
        <source>elbow</source>
        <translation>팔꿈치</translation>
    </message>
    <message>
        <source>ellipse, area {area}</source>
        <translation>타원, 면적 {area}</translation>
    </message>
    <message>
        <source>endoscopy image</source>
        <translation>내시경 영상</translation>
    </message>
    <message>
        <source>error {number} of the system</source>
        <translation>시스템 오류 {number}</translation>
    </message>
    <message>
        <source>event {number} is missing</source>
        <translation>사건 {number}이(가) 없습니다</translation>
    </message>
    <message>
        <source>event {number} was changed</source>
        <translation>사건 {number}이(가) 변경되었습니다</translation>
    </message>
    <message>
        <source>extra outputs need names and roles</source>
        <translation>추가 출력에는 이름과 역할이 필요합니다</translation>
    </message>
    <message>
        <source>fibula</source>
        <translation>종아리뼈</translation>
    </message>
    <message>
        <source>films</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>films that name no device</source>
        <translation>장비 이름이 없는 영상</translation>
    </message>
    <message>
        <source>finds the object too large</source>
        <translation>객체가 너무 크다고 합니다</translation>
    </message>
    <message>
        <source>finger</source>
        <translation>손가락</translation>
    </message>
    <message>
        <source>foot</source>
        <translation>발</translation>
    </message>
    <message>
        <source>forearm</source>
        <translation>아래팔</translation>
    </message>
    <message>
        <source>frog-leg</source>
        <translation>개구리 다리 자세</translation>
    </message>
    <message>
        <source>hand</source>
        <translation>손</translation>
    </message>
    <message>
        <source>has another AE title than the one given</source>
        <translation>입력한 것과 AE 타이틀이 다릅니다</translation>
    </message>
    <message>
        <source>has another object under the same UID</source>
        <translation>같은 UID로 다른 객체를 가지고 있습니다</translation>
    </message>
    <message>
        <source>has no room</source>
        <translation>공간이 없습니다</translation>
    </message>
    <message>
        <source>has nothing at this address</source>
        <translation>이 주소에 아무것도 없습니다</translation>
    </message>
    <message>
        <source>head</source>
        <translation>머리</translation>
    </message>
    <message>
        <source>heart</source>
        <translation>심장</translation>
    </message>
    <message>
        <source>heel</source>
        <translation>발꿈치</translation>
    </message>
    <message>
        <source>humerus</source>
        <translation>위팔뼈</translation>
    </message>
    <message>
        <source>implant or foreign body</source>
        <translation>임플란트 또는 이물</translation>
    </message>
    <message>
        <source>is busy</source>
        <translation>사용 중입니다</translation>
    </message>
    <message>
        <source>it exists already</source>
        <translation>이미 있음</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>폴더임</translation>
    </message>
    <message>
        <source>it is in use</source>
        <translation>사용 중임</translation>
    </message>
    <message>
        <source>it is not a database</source>
        <translation>데이터베이스가 아님</translation>
    </message>
    <message>
        <source>its class sets must say on how many films of each class they were set</source>
        <translation>분류 집합에는 분류별로 몇 장의 영상으로 설정했는지 있어야 합니다</translation>
    </message>
    <message>
        <source>its class sets must say on which films they were set</source>
        <translation>분류 집합에는 어떤 영상으로 설정했는지 있어야 합니다</translation>
    </message>
    <message>
        <source>its class sets need a limit for each class</source>
        <translation>분류 집합에는 분류마다 한계값이 필요합니다</translation>
    </message>
    <message>
        <source>its descriptions must be texts</source>
        <translation>설명은 텍스트여야 합니다</translation>
    </message>
    <message>
        <source>its grey picture has the film&apos;s own pixels, as its boxes do: they are not square, so it looks squeezed</source>
        <translation>회색조 그림은 상자와 마찬가지로 영상 자체의 픽셀을 씁니다. 픽셀이 정사각형이 아니어서 눌려 보입니다</translation>
    </message>
    <message>
        <source>its key “{key}” stands more than once</source>
        <translation>키 “{key}”가 두 번 이상 있음</translation>
    </message>
    <message>
        <source>its links lead in a circle</source>
        <translation>링크가 순환합니다</translation>
    </message>
    <message>
        <source>its name is too long</source>
        <translation>이름이 너무 김</translation>
    </message>
    <message>
        <source>its newest steps are missing: it had {rows}, it has {now}</source>
        <translation>최신 단계가 없습니다: 이전 {rows}단계, 현재 {now}단계</translation>
    </message>
    <message>
        <source>its pages are inconsistent</source>
        <translation>페이지가 서로 맞지 않음</translation>
    </message>
    <message>
        <source>its rows do not fit together</source>
        <translation>행이 서로 맞지 않음</translation>
    </message>
    <message>
        <source>its secret is missing</source>
        <translation>비밀 키가 없음</translation>
    </message>
    <message>
        <source>its tables are not what they were</source>
        <translation>테이블이 원래와 다름</translation>
    </message>
    <message>
        <source>its tables or triggers were changed</source>
        <translation>테이블이나 트리거가 변경됨</translation>
    </message>
    <message>
        <source>jaw</source>
        <translation>턱</translation>
    </message>
    <message>
        <source>knee</source>
        <translation>무릎</translation>
    </message>
    <message>
        <source>leg length: no difference</source>
        <translation>다리 길이: 차이 없음</translation>
    </message>
    <message>
        <source>leg length: {side} longer by {length}</source>
        <translation>다리 길이: {side} {length} 더 김</translation>
    </message>
    <message>
        <source>length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>local: takes the number of its workers.</source>
        <translation>local: 뒤에는 작업 프로세스 수를 적습니다.</translation>
    </message>
    <message>
        <source>lung</source>
        <translation>폐</translation>
    </message>
    <message>
        <source>magnified ×{factor:.2f}, {source}</source>
        <translation>확대율 ×{factor:.2f}, {source}</translation>
    </message>
    <message>
        <source>mammogram</source>
        <translation>유방촬영 영상</translation>
    </message>
    <message>
        <source>mandible</source>
        <translation>아래턱뼈</translation>
    </message>
    <message>
        <source>maxilla</source>
        <translation>위턱뼈</translation>
    </message>
    <message>
        <source>mean {mean:.5g}, SD {sd:.3g}, {pixels} px</source>
        <translation>평균 {mean:.5g}, SD {sd:.3g}, {pixels} px</translation>
    </message>
    <message>
        <source>microscopy image</source>
        <translation>현미경 영상</translation>
    </message>
    <message>
        <source>name and version must be short texts</source>
        <translation>이름과 버전은 짧은 텍스트여야 합니다</translation>
    </message>
    <message>
        <source>neck</source>
        <translation>목</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>디스크에 남은 공간이 없음</translation>
    </message>
    <message>
        <source>nobody has looked for burned-in text yet</source>
        <translation>영상에 새겨진 글자를 아직 확인하지 않음</translation>
    </message>
    <message>
        <source>not defined by these points</source>
        <translation>이 점들로는 정의되지 않음</translation>
    </message>
    <message>
        <source>nuclear medicine image</source>
        <translation>핵의학 영상</translation>
    </message>
    <message>
        <source>obliquity {angle:.1f}°, both sides level</source>
        <translation>좌우 기울기 {angle:.1f}°, 양쪽 높이 같음</translation>
    </message>
    <message>
        <source>obliquity {angle:.1f}°, {side} lower by {length}</source>
        <translation>좌우 기울기 {angle:.1f}°, {side} {length} 낮음</translation>
    </message>
    <message>
        <source>obturator {right} : {left} {ratio:.2f}</source>
        <translation>폐쇄공 {right} : {left} {ratio:.2f}</translation>
    </message>
    <message>
        <source>one of {choices}</source>
        <translation>{choices} 중 하나</translation>
    </message>
    <message>
        <source>one trochanter on each side, please</source>
        <translation>양쪽에 소전자를 하나씩 찍으십시오</translation>
    </message>
    <message>
        <source>operation not permitted</source>
        <translation>허용되지 않은 작업</translation>
    </message>
    <message>
        <source>orbit</source>
        <translation>안와</translation>
    </message>
    <message>
        <source>panoramic dental film</source>
        <translation>파노라마 치과 영상</translation>
    </message>
    <message>
        <source>paranasal sinuses</source>
        <translation>부비동</translation>
    </message>
    <message>
        <source>patella</source>
        <translation>무릎뼈</translation>
    </message>
    <message>
        <source>patient&apos;s birth date</source>
        <translation>환자 생년월일</translation>
    </message>
    <message>
        <source>patient&apos;s name</source>
        <translation>환자 이름</translation>
    </message>
    <message>
        <source>patient&apos;s sex</source>
        <translation>환자 성별</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>권한 없음</translation>
    </message>
    <message>
        <source>photograph</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>photograph of an eye</source>
        <translation>안저 사진</translation>
    </message>
    <message>
        <source>poor contrast</source>
        <translation>대비 부족</translation>
    </message>
    <message>
        <source>purpose</source>
        <translation>목적</translation>
    </message>
    <message>
        <source>radius</source>
        <translation>노뼈</translation>
    </message>
    <message>
        <source>rating</source>
        <translation>평점</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>참조 표준</translation>
    </message>
    <message>
        <source>referring physician&apos;s name</source>
        <translation>의뢰 의사 이름</translation>
    </message>
    <message>
        <source>result pack</source>
        <translation>결과 팩</translation>
    </message>
    <message>
        <source>ribs</source>
        <translation>갈비뼈</translation>
    </message>
    <message>
        <source>scapula</source>
        <translation>어깨뼈</translation>
    </message>
    <message>
        <source>shoulder</source>
        <translation>어깨</translation>
    </message>
    <message>
        <source>skull</source>
        <translation>두개골</translation>
    </message>
    <message>
        <source>slide microscopy image</source>
        <translation>슬라이드 현미경 영상</translation>
    </message>
    <message>
        <source>specialty</source>
        <translation>전문 분야</translation>
    </message>
    <message>
        <source>sternum</source>
        <translation>복장뼈</translation>
    </message>
    <message>
        <source>study ID</source>
        <translation>검사 ID</translation>
    </message>
    <message>
        <source>study date</source>
        <translation>검사 날짜</translation>
    </message>
    <message>
        <source>study pack</source>
        <translation>연구 팩</translation>
    </message>
    <message>
        <source>study time</source>
        <translation>검사 시각</translation>
    </message>
    <message>
        <source>tangential</source>
        <translation>접선</translation>
    </message>
    <message>
        <source>teeth</source>
        <translation>치아</translation>
    </message>
    <message>
        <source>the ROC curve must be rows of three finite numbers</source>
        <translation>ROC 곡선은 유한한 수 세 개씩의 행이어야 합니다</translation>
    </message>
    <message>
        <source>the ROC curve must say on how many films with and without a fracture it was made</source>
        <translation>ROC 곡선에는 골절이 있는 영상과 없는 영상의 수가 있어야 합니다</translation>
    </message>
    <message>
        <source>the ROC curve&apos;s numbers must lie in 0..1</source>
        <translation>ROC 곡선의 수는 0..1 범위여야 합니다</translation>
    </message>
    <message>
        <source>the address is in use already</source>
        <translation>주소가 이미 사용 중임</translation>
    </message>
    <message>
        <source>the base model&apos;s SHA-256 is none</source>
        <translation>기반 모델의 SHA-256이 올바르지 않습니다</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>디스크가 읽기 전용임</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>디스크 오류</translation>
    </message>
    <message>
        <source>the file would be larger than is allowed here</source>
        <translation>파일이 여기에서 허용되는 크기보다 커집니다</translation>
    </message>
    <message>
        <source>the film gate has values that are not finite</source>
        <translation>영상 게이트에 유한하지 않은 값이 있습니다</translation>
    </message>
    <message>
        <source>the film gate must name two or more parts of the body</source>
        <translation>영상 게이트에는 신체 부위가 둘 이상 있어야 합니다</translation>
    </message>
    <message>
        <source>the film gate must say where it was set</source>
        <translation>영상 게이트에는 설정한 곳이 있어야 합니다</translation>
    </message>
    <message>
        <source>the film gate&apos;s bias does not fit its parts</source>
        <translation>영상 게이트의 바이어스가 부위와 맞지 않습니다</translation>
    </message>
    <message>
        <source>the film gate&apos;s head has values that are not finite</source>
        <translation>영상 게이트의 헤드에 유한하지 않은 값이 있습니다</translation>
    </message>
    <message>
        <source>the film gate&apos;s mean and whitening do not fit together</source>
        <translation>영상 게이트의 평균과 백색화가 서로 맞지 않습니다</translation>
    </message>
    <message>
        <source>the film gate&apos;s threshold must be positive</source>
        <translation>영상 게이트의 임계값은 양수여야 합니다</translation>
    </message>
    <message>
        <source>the film gate&apos;s weights do not fit its mean and parts</source>
        <translation>영상 게이트의 가중치가 평균 및 부위와 맞지 않습니다</translation>
    </message>
    <message>
        <source>the graph&apos;s SHA-256 is missing</source>
        <translation>그래프의 SHA-256이 없습니다</translation>
    </message>
    <message>
        <source>the input must have 1 or 3 channels</source>
        <translation>입력의 채널은 1개 또는 3개여야 합니다</translation>
    </message>
    <message>
        <source>the input needs a name</source>
        <translation>입력에 이름이 필요합니다</translation>
    </message>
    <message>
        <source>the level of its class sets must lie between 0 and 1</source>
        <translation>분류 집합의 수준은 0과 1 사이여야 합니다</translation>
    </message>
    <message>
        <source>the licences of the training data must be a list of texts</source>
        <translation>학습 데이터의 라이선스는 텍스트 목록이어야 합니다</translation>
    </message>
    <message>
        <source>the limits of its class sets must lie in 0..1</source>
        <translation>분류 집합의 한계값은 0..1 범위여야 합니다</translation>
    </message>
    <message>
        <source>the line crosses itself: no area</source>
        <translation>선이 스스로 교차함: 면적 없음</translation>
    </message>
    <message>
        <source>the network folder is not there any more</source>
        <translation>네트워크 폴더가 더 이상 없습니다</translation>
    </message>
    <message>
        <source>the network is unreachable</source>
        <translation>네트워크에 연결할 수 없음</translation>
    </message>
    <message>
        <source>the newest rows of {table} are missing</source>
        <translation>{table}의 최신 행이 없습니다</translation>
    </message>
    <message>
        <source>the note of its newest step, kept outside the store, cannot be read</source>
        <translation>저장소 밖에 보관된 최신 단계의 기록을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>the overlays of its file are left out: they are neither drawn nor burned in</source>
        <translation>파일의 오버레이는 제외함: 그리지도 새기지도 않음</translation>
    </message>
    <message>
        <source>the percentiles must rise within 0..100</source>
        <translation>백분위수는 0..100 안에서 커져야 합니다</translation>
    </message>
    <message>
        <source>the secret of the pseudonyms was changed</source>
        <translation>가명용 비밀 키가 변경되었습니다</translation>
    </message>
    <message>
        <source>the side margin must lie in 0.5..1</source>
        <translation>좌우 판정 여유는 0.5..1 범위여야 합니다</translation>
    </message>
    <message>
        <source>the standard deviation must be positive</source>
        <translation>표준편차는 양수여야 합니다</translation>
    </message>
    <message>
        <source>the system refused</source>
        <translation>시스템이 거부함</translation>
    </message>
    <message>
        <source>the temperature must lie in 0.01..100</source>
        <translation>온도는 0.01..100 범위여야 합니다</translation>
    </message>
    <message>
        <source>the verdict must be a text</source>
        <translation>판정은 텍스트여야 합니다</translation>
    </message>
    <message>
        <source>the words of its report are not short texts</source>
        <translation>판독문의 단어가 짧은 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>해당 파일이나 폴더가 없음</translation>
    </message>
    <message>
        <source>there is no way to this machine</source>
        <translation>이 컴퓨터로 가는 경로가 없음</translation>
    </message>
    <message>
        <source>these points make no arch</source>
        <translation>이 점들로는 호가 되지 않음</translation>
    </message>
    <message>
        <source>thoracic spine</source>
        <translation>흉추</translation>
    </message>
    <message>
        <source>thorax</source>
        <translation>흉곽</translation>
    </message>
    <message>
        <source>thumb</source>
        <translation>엄지손가락</translation>
    </message>
    <message>
        <source>tibia</source>
        <translation>정강뼈</translation>
    </message>
    <message>
        <source>title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>toe</source>
        <translation>발가락</translation>
    </message>
    <message>
        <source>tomography of an eye</source>
        <translation>안구 단층 영상</translation>
    </message>
    <message>
        <source>too many files are open</source>
        <translation>열린 파일이 너무 많음</translation>
    </message>
    <message>
        <source>training films, edition and opset must be whole numbers</source>
        <translation>학습 영상 수, 판, opset은 정수여야 합니다</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 또는 false</translation>
    </message>
    <message>
        <source>two film checks have the same name</source>
        <translation>이름이 같은 영상 점검이 둘 있습니다</translation>
    </message>
    <message>
        <source>two operating points have the same name</source>
        <translation>이름이 같은 작동점이 둘 있습니다</translation>
    </message>
    <message>
        <source>two patients share the UID of its study, so it leaves without identifiers only</source>
        <translation>두 환자가 같은 검사 UID를 가지고 있어 식별 정보 없이만 내보낼 수 있음</translation>
    </message>
    <message>
        <source>ulna</source>
        <translation>자뼈</translation>
    </message>
    <message>
        <source>ultrasound image</source>
        <translation>초음파 영상</translation>
    </message>
    <message>
        <source>use is {use}.</source>
        <translation>use 값이 {use}입니다.</translation>
    </message>
    <message>
        <source>wants a user name and password, or does not know these</source>
        <translation>사용자 이름과 비밀번호를 요구하거나, 입력한 것을 모릅니다</translation>
    </message>
    <message>
        <source>whether it was trained on synthetic films must be true or false</source>
        <translation>합성 영상 학습 여부는 true 또는 false여야 합니다</translation>
    </message>
    <message>
        <source>which of its films are synthetic is none of the kinds that are known</source>
        <translation>어떤 영상이 합성인지 적은 값이 알려진 종류가 아닙니다</translation>
    </message>
    <message>
        <source>who signed it is not shown</source>
        <translation>서명 기관이 표시되지 않음</translation>
    </message>
    <message>
        <source>wrist</source>
        <translation>손목</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>your share of the disk is used up</source>
        <translation>디스크 할당량을 모두 사용했습니다</translation>
    </message>
    <message>
        <source>zygoma</source>
        <translation>광대뼈</translation>
    </message>
    <message>
        <source>{ao_class} is no reference standard.</source>
        <translation>{ao_class}은(는) 참조 표준이 아닙니다.</translation>
    </message>
    <message>
        <source>{area:.0f} mm²</source>
        <translation>{area:.0f} mm²</translation>
    </message>
    <message>
        <source>{arms} arms, {readers} readers and {cases} cases are more than a study holds.</source>
        <translation>조건 {arms}개, 판독자 {readers}명, 증례 {cases}개는 연구 하나에 너무 많습니다.</translation>
    </message>
    <message>
        <source>{columns:.0f} px</source>
        <translation>{columns:.0f} px</translation>
    </message>
    <message>
        <source>{columns:.0f} px ({mm}, {origin})</source>
        <translation>{columns:.0f} px ({mm}, {origin})</translation>
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
        <translation>{count}개 더</translation>
    </message>
    <message>
        <source>{engine} does not run this model here; {usual} is used.</source>
        <translation>{engine}은(는) 여기서 이 모델을 실행하지 못해 {usual}을(를) 사용합니다.</translation>
    </message>
    <message>
        <source>{engine} is not used: it agrees with {usual} but is not faster here ({ms:.0f} against {usual_ms:.0f} ms a film).</source>
        <translation>{engine}은(는) 사용하지 않습니다. {usual}과(와) 결과가 같지만 여기서는 더 빠르지 않습니다(영상당 {ms:.0f} ms, 비교 {usual_ms:.0f} ms).</translation>
    </message>
    <message>
        <source>{engine} is used: on {inputs} probe films no probability moved by more than {worst:.4f} from {usual}, no answer changed, and a film takes {ms:.0f} ms instead of {usual_ms:.0f}.</source>
        <translation>{engine}을(를) 사용합니다. 시험 영상 {inputs}장에서 확률이 {usual}과(와) {worst:.4f} 넘게 다르지 않고 답도 바뀌지 않았으며, 영상당 {usual_ms:.0f} ms가 아니라 {ms:.0f} ms 걸립니다.</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} 및 {last}</translation>
    </message>
    <message>
        <source>{names} are both installed and overwrite one another: uninstall both, then install one.</source>
        <translation>{names}: 함께 설치되어 서로 덮어씁니다. 모두 제거한 뒤 하나만 설치하십시오.</translation>
    </message>
    <message>
        <source>{name} is {value:g}.</source>
        <translation>{name}: {value:g}.</translation>
    </message>
    <message>
        <source>{name} on {test}: {old} becomes {new}.</source>
        <translation>{test}의 {name}: {old} → {new}.</translation>
    </message>
    <message>
        <source>{old:.3f} becomes {new:.3f}</source>
        <translation>{old:.3f} → {new:.3f}</translation>
    </message>
    <message>
        <source>{port} is no port.</source>
        <translation>{port}은(는) 포트가 아닙니다.</translation>
    </message>
    <message>
        <source>{provider} could not start; using the CPU.</source>
        <translation>{provider}을(를) 시작하지 못해 CPU를 사용합니다.</translation>
    </message>
    <message>
        <source>{provider} could not start; using the next.</source>
        <translation>{provider}을(를) 시작하지 못해 다음 것을 사용합니다.</translation>
    </message>
    <message>
        <source>{provider} failed while running; using the CPU.</source>
        <translation>{provider} 실행 중 오류가 발생하여 CPU를 사용합니다.</translation>
    </message>
    <message>
        <source>{provider} gave another answer than the model&apos;s card; not used.</source>
        <translation>{provider}의 답이 모델 카드와 달라 사용하지 않습니다.</translation>
    </message>
    <message>
        <source>{reason} Look at the film with more care.</source>
        <translation>{reason} 영상을 더 주의 깊게 보십시오.</translation>
    </message>
    <message>
        <source>{settled} had gone on in both stores: the later answer counts.</source>
        <translation>{settled}건은 두 저장소에서 모두 이어졌습니다. 나중 답을 따릅니다.</translation>
    </message>
    <message>
        <source>{side} Shenton: neck {length} above the arc</source>
        <translation>{side} Shenton 선: 경부가 호보다 {length} 위</translation>
    </message>
    <message>
        <source>{side} Shenton: neck {length} below the arc</source>
        <translation>{side} Shenton 선: 경부가 호보다 {length} 아래</translation>
    </message>
    <message>
        <source>{side} Tönnis {angle:.1f}°</source>
        <translation>{side} Tönnis 각 {angle:.1f}°</translation>
    </message>
    <message>
        <source>{side} acetabular index {angle:.1f}°</source>
        <translation>{side} 비구 지수 {angle:.1f}°</translation>
    </message>
    <message>
        <source>{side} centre-edge {angle:.1f}°</source>
        <translation>{side} 중심-변연각 {angle:.1f}°</translation>
    </message>
    <message>
        <source>{side} neck-shaft {angle:.1f}°</source>
        <translation>{side} 경간각 {angle:.1f}°</translation>
    </message>
    <message>
        <source>{side} offset {length}</source>
        <translation>{side} 오프셋 {length}</translation>
    </message>
    <message>
        <source>{store} cannot be written.</source>
        <translation>{store}: 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>{store} could not be opened.</source>
        <translation>{store}: 열 수 없습니다.</translation>
    </message>
    <message>
        <source>{store} could not be reached ({reason}).</source>
        <translation>{store}: 접근할 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>{store} is damaged; it was left as it is ({detail}).</source>
        <translation>{store}: 손상되어 그대로 두었습니다({detail}).</translation>
    </message>
    <message>
        <source>{store} is damaged; it was left as it is.</source>
        <translation>{store}: 손상되어 그대로 두었습니다.</translation>
    </message>
    <message>
        <source>{store} is in use by another program.</source>
        <translation>{store}: 다른 프로그램이 사용 중입니다.</translation>
    </message>
    <message>
        <source>{store} was changed outside the program: {what}.</source>
        <translation>{store}: 프로그램 밖에서 변경되었습니다: {what}.</translation>
    </message>
    <message>
        <source>{subject} is missing</source>
        <translation>{subject}: 없습니다</translation>
    </message>
    <message>
        <source>{subject} is not in the audit chain</source>
        <translation>{subject}: 감사 기록에 없습니다</translation>
    </message>
    <message>
        <source>{subject} was changed</source>
        <translation>{subject}: 변경되었습니다</translation>
    </message>
    <message>
        <source>{text} is no side.</source>
        <translation>{text}은(는) 좌우 표시가 아닙니다.</translation>
    </message>
    <message>
        <source>{value:.3f} ({low:.3f} to {high:.3f})</source>
        <translation>{value:.3f} ({low:.3f}–{high:.3f})</translation>
    </message>
    <message>
        <source>{what} could not be read or written ({reason}).</source>
        <translation>{what}을(를) 읽거나 쓸 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>{what} could not be written ({reason}).</source>
        <translation>{what}을(를) 쓸 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>{what} is not what was written</source>
        <translation>{what}: 기록한 것과 다름</translation>
    </message>
    <message>
        <source>{where} answers with more than any question asks for.</source>
        <translation>{where}: 질문한 것보다 지나치게 많이 응답합니다.</translation>
    </message>
    <message>
        <source>{where} cannot be reached ({reason}).</source>
        <translation>{where}에 연결할 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>{where} cannot be reached.</source>
        <translation>{where}에 연결할 수 없습니다.</translation>
    </message>
    <message>
        <source>{where} changed values of 1 object when it stored it (status B000).</source>
        <translation>{where}이(가) 객체 1개를 저장하면서 값을 바꿨습니다(상태 B000).</translation>
    </message>
    <message>
        <source>{where} changed values of {count} objects when it stored them (status B000).</source>
        <translation>{where}이(가) 객체 {count}개를 저장하면서 값을 바꿨습니다(상태 B000).</translation>
    </message>
    <message>
        <source>{where} could not send 1 object.</source>
        <translation>{where}에서 객체 1개를 보내지 못했습니다.</translation>
    </message>
    <message>
        <source>{where} could not send {count} objects.</source>
        <translation>{where}: 객체 {count}개를 보내지 못했습니다.</translation>
    </message>
    <message>
        <source>{where} did not agree to an association.</source>
        <translation>{where}이(가) 연결(association)에 동의하지 않았습니다.</translation>
    </message>
    <message>
        <source>{where} did not agree to any service or kind of object that was asked for.</source>
        <translation>{where}이(가) 요청한 서비스나 객체 종류를 하나도 받아들이지 않았습니다.</translation>
    </message>
    <message>
        <source>{where} did not answer in time.</source>
        <translation>{where}이(가) 제때 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>{where} did not take the object and gives no reason.</source>
        <translation>{where}이(가) 객체를 받지 않았으며 이유를 밝히지 않았습니다.</translation>
    </message>
    <message>
        <source>{where} does not answer as a DICOMweb service.</source>
        <translation>{where}은(는) DICOMweb 서비스로 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>{where} does not know where {our_title} is.</source>
        <translation>{where}은(는) {our_title}이(가) 어디 있는지 모릅니다.</translation>
    </message>
    <message>
        <source>{where} does not offer {service}.</source>
        <translation>{where}: {service} 서비스를 제공하지 않습니다.</translation>
    </message>
    <message>
        <source>{where} does not speak TLS as asked.</source>
        <translation>{where}은(는) 요청한 대로 TLS를 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>{where} does not take this kind of object.</source>
        <translation>{where}은(는) 이 종류의 객체를 받지 않습니다.</translation>
    </message>
    <message>
        <source>{where} does not take this way of compression.</source>
        <translation>{where}은(는) 이 압축 방식을 받지 않습니다.</translation>
    </message>
    <message>
        <source>{where} ended after {done} of the announced {announced}, as if all had been sent.</source>
        <translation>{where}이(가) 알린 {announced}개 중 {done}개 뒤에 모두 보낸 것처럼 끝냈습니다.</translation>
    </message>
    <message>
        <source>{where} ended the connection while it was asked.</source>
        <translation>{where}이(가) 요청 도중에 연결을 끊었습니다.</translation>
    </message>
    <message>
        <source>{where} ended the connection.</source>
        <translation>{where}이(가) 연결을 끊었습니다.</translation>
    </message>
    <message>
        <source>{where} ended with a warning (status {status:04X}); how many objects are missing is not said.</source>
        <translation>{where}이(가) 경고와 함께 마쳤습니다(상태 {status:04X}). 빠진 객체가 몇 개인지는 알려 주지 않았습니다.</translation>
    </message>
    <message>
        <source>{where} has an unknown key: {names}.</source>
        <translation>{where}에 알 수 없는 키가 있습니다: {names}.</translation>
    </message>
    <message>
        <source>{where} is not a table.</source>
        <translation>{where}은(는) 표가 아닙니다.</translation>
    </message>
    <message>
        <source>{where} lacks the key {key}.</source>
        <translation>{where}에 키 {key}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>{where} left out elements of 1 object when it stored it (status B006).</source>
        <translation>{where}이(가) 객체 1개를 저장하면서 데이터 요소를 제외했습니다(상태 B006).</translation>
    </message>
    <message>
        <source>{where} left out elements of {count} objects when it stored them (status B006).</source>
        <translation>{where}이(가) 객체 {count}개를 저장하면서 데이터 요소를 제외했습니다(상태 B006).</translation>
    </message>
    <message>
        <source>{where} redirects to another address, and Shenton does not follow.</source>
        <translation>{where}이(가) 다른 주소로 넘기지만 Shenton은 따라가지 않습니다.</translation>
    </message>
    <message>
        <source>{where} refused the connection.</source>
        <translation>{where}이(가) 연결을 거부했습니다.</translation>
    </message>
    <message>
        <source>{where} sent a part of the object only (HTTP 206).</source>
        <translation>{where}에서 객체의 일부만 보냈습니다(HTTP 206).</translation>
    </message>
    <message>
        <source>{where} sent nothing in place of the object.</source>
        <translation>{where}에서 객체 대신 빈 응답을 보냈습니다.</translation>
    </message>
    <message>
        <source>{where} stored 1 object though it does not fit its kind (status B007).</source>
        <translation>{where}이(가) 종류에 맞지 않는 객체 1개를 그대로 저장했습니다(상태 B007).</translation>
    </message>
    <message>
        <source>{where} stored 1 object with a warning (status {status:04X}).</source>
        <translation>{where}이(가) 객체 1개를 경고와 함께 저장했습니다(상태 {status:04X}).</translation>
    </message>
    <message>
        <source>{where} stored {count} objects though they do not fit their kinds (status B007).</source>
        <translation>{where}이(가) 종류에 맞지 않는 객체 {count}개를 그대로 저장했습니다(상태 B007).</translation>
    </message>
    <message>
        <source>{where} stored {count} objects with a warning (status {status:04X}).</source>
        <translation>{where}이(가) 객체 {count}개를 경고와 함께 저장했습니다(상태 {status:04X}).</translation>
    </message>
    <message>
        <source>{where} {what} (HTTP {code}).</source>
        <translation>{where}: {what}(HTTP {code}).</translation>
    </message>
    <message>
        <source>{where} {what} (status {status:04X}).</source>
        <translation>{where}: {what}(상태 {status:04X}).</translation>
    </message>
    <message>
        <source>{where}: {key} is not {what}.</source>
        <translation>{where}: {key}의 값은 {what}이어야 합니다.</translation>
    </message>
    <message>
        <source>{years} is no number of years.</source>
        <translation>연수가 아닙니다: {years}.</translation>
    </message>
    <message>
        <source>“shenton doctor” tells what is missing from this installation.</source>
        <translation>이 설치에 무엇이 빠졌는지 “shenton doctor”가 알려 줍니다.</translation>
    </message>
    <message>
        <source>“{title}” is no AE title.</source>
        <translation>“{title}”은(는) AE title이 아닙니다.</translation>
    </message>
    <message>
        <source>{model}, threshold {threshold:.2f}</source>
        <translation>{model}, 임계값 {threshold:.2f}</translation>
    </message>
    <message>
        <source>stretched to this film</source>
        <translation>이 영상에 맞게 늘임</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>도구</translation>
    </message>
    <message>
        <source>Measures of the hip</source>
        <translation>고관절 측정</translation>
    </message>
    <message>
        <source>More tools</source>
        <translation>다른 도구</translation>
    </message>
    <message>
        <source>Objects that failed</source>
        <translation>실패한 객체</translation>
    </message>
    <message>
        <source>without a UID</source>
        <translation>UID 없음</translation>
    </message>
    <message>
        <source>pelvic line: lower end of one teardrop</source>
        <translation>골반선: 한쪽 눈물방울의 아래 끝</translation>
    </message>
    <message>
        <source>pelvic line: lower end of the other teardrop</source>
        <translation>골반선: 반대쪽 눈물방울의 아래 끝</translation>
    </message>
    <message>
        <source>one end</source>
        <translation>한쪽 끝</translation>
    </message>
    <message>
        <source>other end</source>
        <translation>다른 쪽 끝</translation>
    </message>
    <message>
        <source>Distance of two points.</source>
        <translation>두 점 사이의 거리입니다.</translation>
    </message>
    <message>
        <source>one arm</source>
        <translation>한 변</translation>
    </message>
    <message>
        <source>corner</source>
        <translation>꼭짓점</translation>
    </message>
    <message>
        <source>other arm</source>
        <translation>다른 변</translation>
    </message>
    <message>
        <source>Angle at the corner.</source>
        <translation>꼭짓점의 각도입니다.</translation>
    </message>
    <message>
        <source>middle of the head</source>
        <translation>대퇴골두의 중심</translation>
    </message>
    <message>
        <source>middle of the neck</source>
        <translation>경부의 중심</translation>
    </message>
    <message>
        <source>shaft above</source>
        <translation>간부 위쪽</translation>
    </message>
    <message>
        <source>shaft below</source>
        <translation>간부 아래쪽</translation>
    </message>
    <message>
        <source>Between the axis of the femoral neck and that of the shaft.</source>
        <translation>대퇴경부의 축과 간부의 축이 이루는 각입니다.</translation>
    </message>
    <message>
        <source>rim</source>
        <translation>둘레</translation>
    </message>
    <message>
        <source>Diameter of the circle through three points.</source>
        <translation>세 점을 지나는 원의 지름입니다.</translation>
    </message>
    <message>
        <source>corner of the box</source>
        <translation>박스의 모서리</translation>
    </message>
    <message>
        <source>opposite corner</source>
        <translation>반대쪽 모서리</translation>
    </message>
    <message>
        <source>Ellipse in the box: mean and deviation of its values, its area.</source>
        <translation>박스 안의 타원: 값의 평균과 표준편차, 면적입니다.</translation>
    </message>
    <message>
        <source>draw around it, or click corner by corner; the first corner or a double click closes</source>
        <translation>둘레를 따라 그리거나 모서리를 차례로 클릭, 첫 모서리나 두 번 클릭으로 닫기</translation>
    </message>
    <message>
        <source>Area inside a line drawn by hand.</source>
        <translation>손으로 그린 선 안의 면적입니다.</translation>
    </message>
    <message>
        <source>centre of the femoral head</source>
        <translation>대퇴골두의 중심</translation>
    </message>
    <message>
        <source>lateral edge of the roof</source>
        <translation>비구 지붕의 외측 가장자리</translation>
    </message>
    <message>
        <source>Between the perpendicular to the pelvic line through the head&apos;s centre and the line from there to the lateral edge of the roof; negative where the edge lies medial.</source>
        <translation>대퇴골두 중심을 지나는 골반선의 수직선과, 중심에서 비구 지붕 외측 가장자리로 그은 선이 이루는 각입니다. 가장자리가 내측에 있으면 음수입니다.</translation>
    </message>
    <message>
        <source>medial end of the weight-bearing roof</source>
        <translation>체중부하 지붕의 내측 끝</translation>
    </message>
    <message>
        <source>lateral end of the roof</source>
        <translation>지붕의 외측 끝</translation>
    </message>
    <message>
        <source>Tönnis angle (acetabular inclination): between the pelvic line and the line along the weight-bearing roof; positive where its lateral end lies higher.</source>
        <translation>Tönnis 각(비구 경사각): 골반선과 체중부하 지붕을 따르는 선이 이루는 각입니다. 외측 끝이 더 높으면 양수입니다.</translation>
    </message>
    <message>
        <source>triradiate cartilage of one side</source>
        <translation>한쪽의 삼방연골</translation>
    </message>
    <message>
        <source>triradiate cartilage of the other side</source>
        <translation>반대쪽의 삼방연골</translation>
    </message>
    <message>
        <source>Growing hip: between Hilgenreiner&apos;s line and the line from the cartilage to the roof&apos;s edge.</source>
        <translation>성장기 고관절: Hilgenreiner 선과, 연골에서 지붕 가장자리로 그은 선이 이루는 각입니다.</translation>
    </message>
    <message>
        <source>highest point of one iliac crest</source>
        <translation>한쪽 장골능의 가장 높은 점</translation>
    </message>
    <message>
        <source>highest point of the other iliac crest</source>
        <translation>반대쪽 장골능의 가장 높은 점</translation>
    </message>
    <message>
        <source>Between the line through the same point of both sides and the film&apos;s horizontal, and how much lower one side lies. The film&apos;s edge is level only where the patient stood.</source>
        <translation>양쪽의 같은 점을 잇는 선과 영상의 수평이 이루는 각, 그리고 한쪽이 얼마나 낮은지입니다. 환자가 서 있었을 때만 영상의 가장자리가 수평을 뜻합니다.</translation>
    </message>
    <message>
        <source>middle of the sacrococcygeal joint</source>
        <translation>천미관절의 중앙</translation>
    </message>
    <message>
        <source>upper border of the symphysis, middle</source>
        <translation>치골결합 위 가장자리의 중앙</translation>
    </message>
    <message>
        <source>Signs of pelvic tilt and rotation: how far the symphysis lies below the sacrococcygeal joint, perpendicular to the pelvic line, and how far beside it.</source>
        <translation>골반의 전후 기울기와 회전의 징후: 치골결합이 천미관절보다 골반선에 수직으로 얼마나 아래에, 그리고 얼마나 옆에 있는지입니다.</translation>
    </message>
    <message>
        <source>one obturator foramen: medial end of its greatest width</source>
        <translation>한쪽 폐쇄공: 가장 넓은 곳의 내측 끝</translation>
    </message>
    <message>
        <source>lateral end</source>
        <translation>외측 끝</translation>
    </message>
    <message>
        <source>the other foramen: medial end</source>
        <translation>반대쪽 폐쇄공: 내측 끝</translation>
    </message>
    <message>
        <source>Sign of rotation: width of the right obturator foramen over the left; 1 without rotation.</source>
        <translation>회전의 징후: 오른쪽 폐쇄공 너비를 왼쪽으로 나눈 값이며, 회전이 없으면 1입니다.</translation>
    </message>
    <message>
        <source>lesser trochanter of one side</source>
        <translation>한쪽 소전자</translation>
    </message>
    <message>
        <source>lesser trochanter of the other side</source>
        <translation>반대쪽 소전자</translation>
    </message>
    <message>
        <source>From the teardrop line to the most medial point of each lesser trochanter, perpendicular; the difference is that of the legs as far as it arises at the hip.</source>
        <translation>눈물방울선에서 각 소전자의 가장 내측 점까지의 수직 거리입니다. 그 차이는 고관절에서 생긴 다리 길이 차이입니다.</translation>
    </message>
    <message>
        <source>shaft axis above</source>
        <translation>간부 축 위쪽</translation>
    </message>
    <message>
        <source>shaft axis below</source>
        <translation>간부 축 아래쪽</translation>
    </message>
    <message>
        <source>From the head&apos;s centre, perpendicular, to the axis of the shaft. A leg turned outwards shows less.</source>
        <translation>대퇴골두 중심에서 간부 축까지의 수직 거리입니다. 다리가 외회전되면 더 작게 보입니다.</translation>
    </message>
    <message>
        <source>lower border of the pubic ramus, medial</source>
        <translation>치골지의 아래 가장자리, 내측</translation>
    </message>
    <message>
        <source>same border, middle</source>
        <translation>같은 가장자리, 중간</translation>
    </message>
    <message>
        <source>same border, lateral</source>
        <translation>같은 가장자리, 외측</translation>
    </message>
    <message>
        <source>medial border of the femoral neck, next to the ramus</source>
        <translation>대퇴경부의 내측 가장자리, 치골지 가까이</translation>
    </message>
    <message>
        <source>same border, lower down</source>
        <translation>같은 가장자리, 더 아래</translation>
    </message>
    <message>
        <source>Arc of the ramus, continued to the neck, and how far the neck lies above or below it. Shenton&apos;s line is no true circle: look at the step, not at the millimetre.</source>
        <translation>치골지의 호를 경부까지 이은 것과, 경부가 그 호보다 얼마나 위나 아래에 있는지입니다. Shenton 선은 완전한 원이 아니므로 밀리미터 값이 아니라 단차를 보십시오.</translation>
    </message>
    <message>
        <source>where the text stands</source>
        <translation>글을 놓을 곳</translation>
    </message>
    <message>
        <source>A text; it never leaves Shenton.</source>
        <translation>글이며, Shenton 밖으로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>tail</source>
        <translation>꼬리</translation>
    </message>
    <message>
        <source>tip</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>An arrow; it never leaves Shenton.</source>
        <translation>화살표이며, Shenton 밖으로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>{definition} Source: {source}.</source>
        <translation>{definition} 출처: {source}.</translation>
    </message>
    <message>
        <source>Text on the film</source>
        <translation>영상 위의 글</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>글</translation>
    </message>
    <message>
        <source>It stays on this computer: no export and no report holds it.</source>
        <translation>이 컴퓨터에만 남으며, 내보내기나 보고서에 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>날짜 없음</translation>
    </message>
    <message>
        <source>{films}, {unread} unread</source>
        <translation>{films}, 미판독 {unread}</translation>
    </message>
    <message>
        <source>{unread} unread</source>
        <translation>미판독 {unread}</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>최근 폴더</translation>
    </message>
    <message>
        <source>No other film of the list is unread.</source>
        <translation>목록에 판독 안 한 다른 영상이 없습니다.</translation>
    </message>
    <message>
        <source>Another list is open.</source>
        <translation>다른 목록을 열었습니다.</translation>
    </message>
    <message>
        <source>Back to the former list</source>
        <translation>이전 목록으로</translation>
    </message>
    <message>
        <source>No longer there since last time: {name}</source>
        <translation>마지막에 열었던 것이 더 이상 없습니다: {name}</translation>
    </message>
    <message>
        <source>Restore the list</source>
        <translation>지운 폴더 되살리기</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Cleared. File, Recent folders restores them until the program ends.</source>
        <translation>지웠습니다. 프로그램을 끝낼 때까지 파일, 최근 폴더에서 되살릴 수 있습니다.</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>Pelvis, frontal. {finding}
{measures}
{certainty}
{quality}</source>
        <translation>골반 정면 영상. {finding}
{measures}
{certainty}
{quality}</translation>
    </message>
    <message>
        <source>Film beside the main one</source>
        <translation>주 영상 옆의 영상</translation>
    </message>
    <message>
        <source>Drag a film here from the worklist.</source>
        <translation>워크리스트에서 영상을 여기로 끌어 오십시오.</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>연동</translation>
    </message>
    <message>
        <source>Take this film off</source>
        <translation>이 영상 치우기</translation>
    </message>
    <message>
        <source>ANOTHER PATIENT&apos;S FILM. Links are off.</source>
        <translation>다른 환자의 영상입니다. 연동이 꺼져 있습니다.</translation>
    </message>
    <message>
        <source>The film that you read</source>
        <translation>판독 중인 영상</translation>
    </message>
    <message>
        <source>No other film of this patient is known; drag one into a pane.</source>
        <translation>이 환자의 다른 영상을 알지 못합니다. 영상을 창에 끌어 놓으십시오.</translation>
    </message>
    <message>
        <source>No pane is left for {films}.</source>
        <translation>{films}을(를) 놓을 창이 없습니다.</translation>
    </message>
    <message>
        <source>Taken off: {name}</source>
        <translation>치움: {name}</translation>
    </message>
    <message>
        <source>You look at each film for burned-in text before it leaves; what you cover then is black in the files.</source>
        <translation>나가기 전에 영상마다 새겨진 글자가 있는지 직접 확인합니다. 그때 가린 곳은 파일에서 검게 칠해집니다.</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>내보낼 내용</translation>
    </message>
    <message>
        <source>Files of the first reading</source>
        <translation>첫 판독의 파일</translation>
    </message>
    <message>
        <source>What stands in the file</source>
        <translation>파일의 내용</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>준비하는 중…</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>모든 파일</translation>
    </message>
    <message>
        <source>The first reading&apos;s files, as they will be</source>
        <translation>첫 판독의 파일, 내보낼 모습 그대로</translation>
    </message>
    <message>
        <source>Copied as shown, with the patient&apos;s name.</source>
        <translation>보이는 대로 복사했습니다. 환자 이름이 들어 있습니다.</translation>
    </message>
    <message>
        <source>Copied without names, texts and overlays; what is burned into the film stays on it.</source>
        <translation>이름, 글, 오버레이 없이 복사했습니다. 영상에 새겨진 글자는 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Another film was opened; nothing was printed.</source>
        <translation>다른 영상이 열려 인쇄하지 않았습니다.</translation>
    </message>
    <message>
        <source>It could not be printed: printer or file cannot be written to.</source>
        <translation>인쇄하지 못했습니다. 프린터나 파일에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Printed as shown.</source>
        <translation>보이는 대로 인쇄했습니다.</translation>
    </message>
    <message>
        <source>★ Key image</source>
        <translation>★ 핵심 영상</translation>
    </message>
    <message>
        <source>Your confirmed answer was taken back.</source>
        <translation>확정한 답을 취소했습니다.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>되살리기</translation>
    </message>
    <message>
        <source>Your answer begins empty.</source>
        <translation>답을 비우고 시작합니다.</translation>
    </message>
    <message>
        <source>{marks} removed.</source>
        <translation>{marks}를 삭제했습니다.</translation>
    </message>
    <message>
        <source>Zoom and turn</source>
        <translation>확대와 회전</translation>
    </message>
    <message>
        <source>Read this film</source>
        <translation>이 영상 판독</translation>
    </message>
    <message>
        <source>Show it beside the film</source>
        <translation>영상 옆에 표시</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>To the model&apos;s answer</source>
        <translation>모델의 답으로</translation>
    </message>
</context>
</TS>
