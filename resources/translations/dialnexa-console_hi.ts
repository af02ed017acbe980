<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="hi" sourcelanguage="en">
  <context>
    <name>About</name>
    <message>
      <source>A desktop console for outbound voice campaigns on DialNexa. MIT licence. Qt is used under the LGPL: it can be replaced by another build of the same version.</source>
      <translation>DialNexa पर आउटबाउंड वॉइस कैंपेन चलाने का डेस्कटॉप कंसोल। MIT लाइसेंस। Qt का उपयोग LGPL के तहत होता है: इसे इसी संस्करण के दूसरे बिल्ड से बदला जा सकता है।</translation>
    </message>
    <message>
      <source>About DialNexa Console</source>
      <translation>DialNexa Console के बारे में</translation>
    </message>
    <message>
      <source>Parts and their licences</source>
      <translation>हिस्से और उनके लाइसेंस</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>लाइसेंस</translation>
    </message>
    <message>
      <source>Reading the licences…</source>
      <translation>लाइसेंस पढ़े जा रहे हैं…</translation>
    </message>
    <message>
      <source>Copy diagnostics</source>
      <translation>डायग्नोस्टिक्स कॉपी करें</translation>
    </message>
    <message>
      <source>Versions, folders and reachability; no key and no number</source>
      <translation>संस्करण, फ़ोल्डर और सर्वर तक पहुँच; कोई key और कोई नंबर नहीं</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>बंद करें</translation>
    </message>
    <message>
      <source>The text of the licence did not come with this part.</source>
      <translation>इस हिस्से के साथ लाइसेंस का पाठ नहीं आया।</translation>
    </message>
    <message>
      <source>Part</source>
      <translation>हिस्सा</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>संस्करण</translation>
    </message>
    <message>
      <source>{count} parts</source>
      <translation>{count} हिस्से</translation>
    </message>
  </context>
  <context>
    <name>Administration</name>
    <message>
      <source>{name} was removed. Its key is no longer on this computer.</source>
      <translation>{name} हटा दिया गया। उसकी key अब इस कंप्यूटर पर नहीं है।</translation>
    </message>
    <message>
      <source>The local data of {name} were deleted.</source>
      <translation>{name} का स्थानीय डेटा मिटा दिया गया।</translation>
    </message>
  </context>
  <context>
    <name>Application</name>
    <message>
      <source>There is no log in this run: {folder} cannot be used as data folder ({reason}).</source>
      <translation>इस बार लॉग नहीं बनेगा: {folder} को डेटा फ़ोल्डर के रूप में इस्तेमाल नहीं किया जा सकता ({reason})।</translation>
    </message>
    <message>
      <source>Demo</source>
      <translation>डेमो</translation>
    </message>
    <message>
      <source>Key from the environment</source>
      <translation>एनवायरनमेंट से मिली key</translation>
    </message>
    <message>
      <source>1 upload has no known outcome. Check it again under Earlier uploads.</source>
      <translation>1 अपलोड का परिणाम ज्ञात नहीं है। पिछले अपलोड में उसे फिर से जाँचें।</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>दिखाएँ</translation>
    </message>
    <message>
      <source>{name} was paused for an upload and may still be: then nobody in it is called.</source>
      <translation>{name} को अपलोड के लिए रोका गया था और वह अब भी रुका हो सकता है: तब उसमें किसी को कॉल नहीं होती।</translation>
    </message>
    <message>
      <source>{count} uploads have no known outcome. Check them again under Earlier uploads.</source>
      <translation>{count} अपलोड का परिणाम ज्ञात नहीं है। पिछले अपलोड में उन्हें फिर से जाँचें।</translation>
    </message>
    <message>
      <source>The key is kept for this session only. {reason}</source>
      <translation>key सिर्फ़ इस सत्र के लिए रखी गई है। {reason}</translation>
    </message>
    <message>
      <source>There is no profile called {name}. Choose one or add it.</source>
      <translation>{name} नाम की कोई प्रोफ़ाइल नहीं है। कोई दूसरी चुनें या इसे जोड़ें।</translation>
    </message>
  </context>
  <context>
    <name>Calls</name>
    <message>
      <source>Today</source>
      <translation>आज</translation>
    </message>
    <message>
      <source>Yesterday</source>
      <translation>कल</translation>
    </message>
    <message>
      <source>Copy number</source>
      <translation>नंबर कॉपी करें</translation>
    </message>
    <message>
      <source>More for this call</source>
      <translation>इस कॉल के लिए और विकल्प</translation>
    </message>
    <message>
      <source>Copy the number</source>
      <translation>नंबर कॉपी करें</translation>
    </message>
    <message>
      <source>Number not told</source>
      <translation>नंबर नहीं बताया गया</translation>
    </message>
    <message>
      <source>Show the campaign {name}</source>
      <translation>कैंपेन {name} दिखाएँ</translation>
    </message>
    <message>
      <source>Charts</source>
      <translation>चार्ट</translation>
    </message>
    <message>
      <source>Outcomes</source>
      <translation>नतीजे</translation>
    </message>
    <message>
      <source>Sentiment</source>
      <translation>भाव</translation>
    </message>
    <message>
      <source>Calls by hour</source>
      <translation>घंटे के हिसाब से कॉल</translation>
    </message>
    <message>
      <source>By weekday</source>
      <translation>दिन के हिसाब से</translation>
    </message>
    <message>
      <source>Duration</source>
      <translation>अवधि</translation>
    </message>
    <message>
      <source>Reached by campaign</source>
      <translation>कैंपेन के हिसाब से जुड़ीं</translation>
    </message>
    <message>
      <source>Being counted anew</source>
      <translation>फिर से गिना जा रहा है</translation>
    </message>
    <message>
      <source>Not reached</source>
      <translation>संपर्क नहीं हुआ</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>विफल</translation>
    </message>
    <message>
      <source>Under way</source>
      <translation>जारी</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>अन्य</translation>
    </message>
    <message>
      <source>{count} calls</source>
      <translation>{count} कॉल</translation>
    </message>
    <message>
      <source>1 call</source>
      <translation>1 कॉल</translation>
    </message>
    <message>
      <source>of {count} connected</source>
      <translation>{count} जुड़ी कॉलों में से</translation>
    </message>
    <message>
      <source>{minutes} m</source>
      <translation>{minutes} मि</translation>
    </message>
    <message>
      <source>peak at {hour}</source>
      <translation>सबसे ज़्यादा {hour} बजे</translation>
    </message>
    <message>
      <source>average {duration}</source>
      <translation>औसत {duration}</translation>
    </message>
    <message>
      <source>{share}: {connected} of {calls} calls</source>
      <translation>{share}: {calls} में से {connected} कॉल</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} से</translation>
    </message>
    <message>
      <source>No campaign</source>
      <translation>कोई कैंपेन नहीं</translation>
    </message>
    <message>
      <source>Show or hide the charts</source>
      <translation>चार्ट दिखाएँ या छिपाएँ</translation>
    </message>
    <message>
      <source>Save the charts as a picture…</source>
      <translation>चार्ट को चित्र के रूप में सहेजें…</translation>
    </message>
    <message>
      <source>Save the charts</source>
      <translation>चार्ट सहेजें</translation>
    </message>
    <message>
      <source>The charts are still being counted.</source>
      <translation>चार्ट अभी गिने जा रहे हैं।</translation>
    </message>
    <message>
      <source>No charts are shown.</source>
      <translation>कोई चार्ट नहीं दिख रहा।</translation>
    </message>
    <message>
      <source>The charts are saved as {name}.</source>
      <translation>चार्ट {name} के नाम से सहेजे गए।</translation>
    </message>
    <message>
      <source>{name} could not be written.</source>
      <translation>{name} लिखी नहीं जा सकी।</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>कॉलम</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>समय</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>नंबर</translation>
    </message>
    <message>
      <source>Campaign</source>
      <translation>कैंपेन</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>स्थिति</translation>
    </message>
    <message>
      <source>Summary</source>
      <translation>सारांश</translation>
    </message>
    <message>
      <source>Ended by</source>
      <translation>समाप्ति का कारण</translation>
    </message>
    <message>
      <source>Agent</source>
      <translation>एजेंट</translation>
    </message>
    <message>
      <source>Caller number</source>
      <translation>कॉल करने वाला नंबर</translation>
    </message>
    <message>
      <source>Call id</source>
      <translation>कॉल आईडी</translation>
    </message>
    <message>
      <source>Ticked columns are shown, in this order. Drag them, or use the buttons.</source>
      <translation>टिक किए कॉलम इसी क्रम में दिखते हैं। उन्हें खींचें या बटन इस्तेमाल करें।</translation>
    </message>
    <message>
      <source>Space shows or hides a column, Alt with an arrow key moves it</source>
      <translation>स्पेस कॉलम को दिखाता या छिपाता है, Alt और तीर कुंजी उसे खिसकाती है</translation>
    </message>
    <message>
      <source>Move up</source>
      <translation>ऊपर ले जाएँ</translation>
    </message>
    <message>
      <source>Move down</source>
      <translation>नीचे ले जाएँ</translation>
    </message>
    <message>
      <source>Back to standard</source>
      <translation>मूल रूप में लौटाएँ</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>रद्द करें</translation>
    </message>
    <message>
      <source>Use these columns</source>
      <translation>ये कॉलम दिखाएँ</translation>
    </message>
    <message>
      <source>Sort ascending</source>
      <translation>बढ़ते क्रम में लगाएँ</translation>
    </message>
    <message>
      <source>Sort descending</source>
      <translation>घटते क्रम में लगाएँ</translation>
    </message>
    <message>
      <source>Move left</source>
      <translation>बाएँ ले जाएँ</translation>
    </message>
    <message>
      <source>Move right</source>
      <translation>दाएँ ले जाएँ</translation>
    </message>
    <message>
      <source>Hide “{column}”</source>
      <translation>“{column}” छिपाएँ</translation>
    </message>
    <message>
      <source>All columns…</source>
      <translation>सभी कॉलम…</translation>
    </message>
    <message>
      <source>The server has no transcript of this call.</source>
      <translation>सर्वर के पास इस कॉल की ट्रांसक्रिप्ट नहीं है।</translation>
    </message>
    <message>
      <source>The first {shown} of {whole} characters are shown.</source>
      <translation>{whole} में से पहले {shown} अक्षर दिखाए गए हैं।</translation>
    </message>
    <message>
      <source>The call is not over yet. Its transcript comes with the next refresh after it.</source>
      <translation>कॉल अभी खत्म नहीं हुई है। खत्म होने के बाद अगले रिफ़्रेश पर इसकी ट्रांसक्रिप्ट आएगी।</translation>
    </message>
    <message>
      <source>Nobody talked in this call.</source>
      <translation>इस कॉल में किसी ने बात नहीं की।</translation>
    </message>
    <message>
      <source>Call details</source>
      <translation>कॉल का विवरण</translation>
    </message>
    <message>
      <source>Transcript</source>
      <translation>ट्रांसक्रिप्ट</translation>
    </message>
    <message>
      <source>Timeline</source>
      <translation>टाइमलाइन</translation>
    </message>
    <message>
      <source>Retries</source>
      <translation>दोबारा कोशिशें</translation>
    </message>
    <message>
      <source>Previous hit</source>
      <translation>पिछला परिणाम</translation>
    </message>
    <message>
      <source>Next hit</source>
      <translation>अगला परिणाम</translation>
    </message>
    <message>
      <source>Analysis</source>
      <translation>विश्लेषण</translation>
    </message>
    <message>
      <source>No call selected</source>
      <translation>कोई कॉल नहीं चुनी गई</translation>
    </message>
    <message>
      <source>Select a call to read its transcript, timeline and analysis.</source>
      <translation>ट्रांसक्रिप्ट, टाइमलाइन और विश्लेषण पढ़ने के लिए कोई कॉल चुनें।</translation>
    </message>
    <message>
      <source>The details could not be read</source>
      <translation>विवरण पढ़ा नहीं जा सका</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>फिर कोशिश करें</translation>
    </message>
    <message>
      <source>{number} of {count} hits</source>
      <translation>{count} में से परिणाम {number}</translation>
    </message>
    <message>
      <source>Copy all of it</source>
      <translation>पूरा कॉपी करें</translation>
    </message>
    <message>
      <source>No transcript</source>
      <translation>कोई ट्रांसक्रिप्ट नहीं</translation>
    </message>
    <message>
      <source>no hits here</source>
      <translation>यहाँ कोई परिणाम नहीं</translation>
    </message>
    <message>
      <source>Everything that the filters let through, in the order of the table, from this computer.</source>
      <translation>फ़िल्टर से गुज़रने वाला सब कुछ, तालिका के क्रम में, इसी कंप्यूटर से।</translation>
    </message>
    <message>
      <source>{done} of {total} calls written</source>
      <translation>{total} में से {done} कॉल लिखी गईं</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>निर्यात</translation>
    </message>
    <message>
      <source>Export 1 call</source>
      <translation>1 कॉल निर्यात करें</translation>
    </message>
    <message>
      <source>Export {count} calls</source>
      <translation>{count} कॉल निर्यात करें</translation>
    </message>
    <message>
      <source>Mask phone numbers</source>
      <translation>फ़ोन नंबर छिपाएँ</translation>
    </message>
    <message>
      <source>With transcripts</source>
      <translation>ट्रांसक्रिप्ट के साथ</translation>
    </message>
    <message>
      <source>Export progress</source>
      <translation>निर्यात की प्रगति</translation>
    </message>
    <message>
      <source>Save as…</source>
      <translation>इस नाम से सहेजें…</translation>
    </message>
    <message>
      <source>for spreadsheets, and as leads for another campaign</source>
      <translation>स्प्रेडशीट के लिए, और दूसरे कैंपेन की लीड के रूप में</translation>
    </message>
    <message>
      <source>Excel workbook</source>
      <translation>Excel वर्कबुक</translation>
    </message>
    <message>
      <source>numbers stay text, up to 1,048,575 calls a sheet</source>
      <translation>नंबर टेक्स्ट ही रहते हैं, एक शीट में 1,048,575 कॉल तक</translation>
    </message>
    <message>
      <source>JSON lines</source>
      <translation>JSON लाइनें</translation>
    </message>
    <message>
      <source>for programs: one call a line</source>
      <translation>प्रोग्रामों के लिए: हर लाइन में एक कॉल</translation>
    </message>
    <message>
      <source>such a file cannot be used as leads</source>
      <translation>ऐसी फ़ाइल लीड के रूप में काम नहीं आती</translation>
    </message>
    <message>
      <source>of calls whose transcript is here</source>
      <translation>जिन कॉलों की ट्रांसक्रिप्ट यहाँ है</translation>
    </message>
    <message>
      <source>Call again all who did not pick up</source>
      <translation>जिन्होंने नहीं उठाया उन सबको फिर कॉल करें</translation>
    </message>
    <message>
      <source>1 call saved as {name}.</source>
      <translation>1 कॉल {name} के नाम से सहेजी गई।</translation>
    </message>
    <message>
      <source>{count} calls saved as {name}.</source>
      <translation>{count} कॉल {name} के नाम से सहेजी गईं।</translation>
    </message>
    <message>
      <source>not reached</source>
      <translation>संपर्क नहीं हुआ</translation>
    </message>
    <message>
      <source>Of these calls nobody was left unreached.</source>
      <translation>इन कॉलों में कोई ऐसा नहीं बचा जिससे संपर्क न हुआ हो।</translation>
    </message>
    <message>
      <source>Copy the analysis</source>
      <translation>विश्लेषण कॉपी करें</translation>
    </message>
    <message>
      <source>Calls fetched</source>
      <translation>लाई गई कॉलें</translation>
    </message>
    <message>
      <source>From date</source>
      <translation>इस तारीख से</translation>
    </message>
    <message>
      <source>To date</source>
      <translation>इस तारीख तक</translation>
    </message>
    <message>
      <source>Any</source>
      <translation>कोई भी</translation>
    </message>
    <message>
      <source>Not reached (all)</source>
      <translation>संपर्क नहीं हुआ (सभी)</translation>
    </message>
    <message>
      <source>Under way (all)</source>
      <translation>जारी (सभी)</translation>
    </message>
    <message>
      <source>Not made (all)</source>
      <translation>नहीं लगीं (सभी)</translation>
    </message>
    <message>
      <source>This day is before the from date.</source>
      <translation>यह दिन शुरुआती तारीख से पहले का है।</translation>
    </message>
    <message>
      <source>{least} to {most}</source>
      <translation>{least} से {most}</translation>
    </message>
    <message>
      <source>Any duration</source>
      <translation>कोई भी अवधि</translation>
    </message>
    <message>
      <source>up to {duration}</source>
      <translation>{duration} तक</translation>
    </message>
    <message>
      <source>{first}:00 to {last}:00</source>
      <translation>{first}:00 से {last}:00</translation>
    </message>
    <message>
      <source>Clear all filters</source>
      <translation>सभी फ़िल्टर हटाएँ</translation>
    </message>
    <message>
      <source>{duration} or longer</source>
      <translation>{duration} या ज़्यादा</translation>
    </message>
    <message>
      <source>Not heard yet</source>
      <translation>अभी नहीं सुनी</translation>
    </message>
    <message>
      <source>Only</source>
      <translation>केवल</translation>
    </message>
    <message>
      <source>no reason given</source>
      <translation>कोई कारण नहीं दिया</translation>
    </message>
    <message>
      <source>Ended: {reasons}</source>
      <translation>समाप्ति: {reasons}</translation>
    </message>
    <message>
      <source>Duration: {range}</source>
      <translation>अवधि: {range}</translation>
    </message>
    <message>
      <source>Number: {number}</source>
      <translation>नंबर: {number}</translation>
    </message>
    <message>
      <source>Take away the filter: {filter}</source>
      <translation>यह फ़िल्टर हटाएँ: {filter}</translation>
    </message>
    <message>
      <source>More filters</source>
      <translation>और फ़िल्टर</translation>
    </message>
    <message>
      <source>Forget a saved filter</source>
      <translation>सहेजा फ़िल्टर भूल जाएँ</translation>
    </message>
    <message>
      <source>Save this filter…</source>
      <translation>यह फ़िल्टर सहेजें…</translation>
    </message>
    <message>
      <source>Save this filter</source>
      <translation>यह फ़िल्टर सहेजें</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>नाम</translation>
    </message>
    <message>
      <source>Save filter</source>
      <translation>फ़िल्टर सहेजें</translation>
    </message>
    <message>
      <source>It keeps what is filtered and searched for now, and stays on this computer.</source>
      <translation>इसमें अभी का फ़िल्टर और खोज रहती है, और यह इसी कंप्यूटर पर रहता है।</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>रिफ़्रेश</translation>
    </message>
    <message>
      <source>Search all calls</source>
      <translation>सभी कॉल में खोजें</translation>
    </message>
    <message>
      <source>Search transcripts</source>
      <translation>ट्रांसक्रिप्ट में खोजें</translation>
    </message>
    <message>
      <source>Searches transcripts, summaries, analysis and numbers of the calls on this computer. Words are found at the beginning of a word. “…” around a whole phrase, - before what must not be there.</source>
      <translation>इस कंप्यूटर की कॉलों की ट्रांसक्रिप्ट, सारांश, विश्लेषण और नंबरों में खोजता है। शब्द अपनी शुरुआत से मिलते हैं। पूरे वाक्यांश के चारों ओर “…”, और जो न हो उसके पहले - लगाएँ।</translation>
    </message>
    <message>
      <source>Ended by, duration, not heard yet, saved filters, and what can be done with all of them</source>
      <translation>समाप्ति का कारण, अवधि, अभी नहीं सुनी, सहेजे फ़िल्टर, और सबके साथ क्या किया जा सकता है</translation>
    </message>
    <message>
      <source>Refresh call logs</source>
      <translation>कॉल लॉग रिफ़्रेश करें</translation>
    </message>
    <message>
      <source>Call logs</source>
      <translation>कॉल लॉग</translation>
    </message>
    <message>
      <source>No profile is open.</source>
      <translation>कोई प्रोफ़ाइल खुली नहीं है।</translation>
    </message>
    <message>
      <source>No call is shown.</source>
      <translation>कोई कॉल नहीं दिख रही।</translation>
    </message>
    <message>
      <source>{total} calls</source>
      <translation>{total} कॉल</translation>
    </message>
    <message>
      <source>{shown} of {total} calls</source>
      <translation>{total} में से {shown} कॉल</translation>
    </message>
    <message>
      <source>Next hit in the transcript</source>
      <translation>ट्रांसक्रिप्ट में अगला परिणाम</translation>
    </message>
    <message>
      <source>Hit before</source>
      <translation>पिछला परिणाम</translation>
    </message>
    <message>
      <source>Found text</source>
      <translation>मिला हुआ पाठ</translation>
    </message>
    <message>
      <source>{count} selected</source>
      <translation>{count} चुनी गईं</translation>
    </message>
    <message>
      <source>The recording at {host} was handed to the system’s player.</source>
      <translation>{host} की रिकॉर्डिंग सिस्टम के प्लेयर को दे दी गई।</translation>
    </message>
    <message>
      <source>The system has nothing that opens the recording at {host}.</source>
      <translation>सिस्टम में {host} की रिकॉर्डिंग खोलने वाला कुछ नहीं है।</translation>
    </message>
    <message>
      <source>The file is of a kind that cannot be played here.</source>
      <translation>यह फ़ाइल ऐसी है जो यहाँ नहीं चल सकती।</translation>
    </message>
    <message>
      <source>{why} Recordings are opened with the system’s player.</source>
      <translation>{why} रिकॉर्डिंग सिस्टम के प्लेयर में खुलेंगी।</translation>
    </message>
    <message>
      <source>The sound library of this computer cannot be loaded.</source>
      <translation>इस कंप्यूटर की ध्वनि लाइब्रेरी लोड नहीं हो सकी।</translation>
    </message>
    <message>
      <source>This computer has no sound output.</source>
      <translation>इस कंप्यूटर में आवाज़ निकालने का साधन नहीं है।</translation>
    </message>
    <message>
      <source>Position in the recording</source>
      <translation>रिकॉर्डिंग में जगह</translation>
    </message>
    <message>
      <source>Mute</source>
      <translation>आवाज़ बंद</translation>
    </message>
    <message>
      <source>Playback speed</source>
      <translation>चलाने की गति</translation>
    </message>
    <message>
      <source>Open recording</source>
      <translation>रिकॉर्डिंग खोलें</translation>
    </message>
    <message>
      <source>Pause recording</source>
      <translation>रिकॉर्डिंग रोकें</translation>
    </message>
    <message>
      <source>{at} of {length}</source>
      <translation>{length} में से {at}</translation>
    </message>
    <message>
      <source>Opens the recording at {host} with the system’s player.</source>
      <translation>{host} की रिकॉर्डिंग सिस्टम के प्लेयर में खोलता है।</translation>
    </message>
    <message>
      <source>Waiting {seconds} s for a new link, then it plays by itself.</source>
      <translation>नए लिंक के लिए {seconds} से॰ का इंतज़ार, फिर यह अपने आप चलेगी।</translation>
    </message>
    <message>
      <source>Fetching the recording, {share}…</source>
      <translation>रिकॉर्डिंग लाई जा रही है, {share}…</translation>
    </message>
    <message>
      <source>Fetching the recording…</source>
      <translation>रिकॉर्डिंग लाई जा रही है…</translation>
    </message>
    <message>
      <source>The server has no recording of this call.</source>
      <translation>सर्वर के पास इस कॉल की रिकॉर्डिंग नहीं है।</translation>
    </message>
    <message>
      <source>Opens in the system’s player.</source>
      <translation>सिस्टम के प्लेयर में खुलती है।</translation>
    </message>
    <message>
      <source>Stop fetching the recording</source>
      <translation>रिकॉर्डिंग लाना रोकें</translation>
    </message>
    <message>
      <source>Play recording</source>
      <translation>रिकॉर्डिंग चलाएँ</translation>
    </message>
    <message>
      <source>With the extra “audio” ({extra}) it is played here.</source>
      <translation>अतिरिक्त “audio” ({extra}) के साथ यह यहीं चलती है।</translation>
    </message>
    <message>
      <source>{count} more tries are not shown.</source>
      <translation>{count} और कोशिशें नहीं दिखाई गईं।</translation>
    </message>
    <message>
      <source>No retries</source>
      <translation>दोबारा कोशिश नहीं हुई</translation>
    </message>
    <message>
      <source>This person was tried once.</source>
      <translation>इस व्यक्ति को एक ही बार कॉल करने की कोशिश हुई।</translation>
    </message>
    <message>
      <source>this call</source>
      <translation>यही कॉल</translation>
    </message>
    <message>
      <source>Try {number}</source>
      <translation>कोशिश {number}</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>दिखाएँ</translation>
    </message>
    <message>
      <source>Show try {number}</source>
      <translation>कोशिश {number} दिखाएँ</translation>
    </message>
    <message>
      <source>Next call not heard yet</source>
      <translation>अगली अनसुनी कॉल</translation>
    </message>
    <message>
      <source>Every call here in which somebody talked has been heard.</source>
      <translation>यहाँ की हर कॉल, जिसमें बात हुई, सुनी जा चुकी है।</translation>
    </message>
    <message>
      <source>Copy row</source>
      <translation>पंक्ति कॉपी करें</translation>
    </message>
    <message>
      <source>Copy selected rows</source>
      <translation>चुनी हुई पंक्तियाँ कॉपी करें</translation>
    </message>
    <message>
      <source>Only calls of this campaign</source>
      <translation>सिर्फ़ इस कैंपेन की कॉल</translation>
    </message>
    <message>
      <source>Find calls to this number</source>
      <translation>इस नंबर की कॉल खोजें</translation>
    </message>
    <message>
      <source>At most {count} rows can be copied at once. Use Export for more.</source>
      <translation>एक बार में अधिकतम {count} पंक्तियाँ कॉपी हो सकती हैं। ज़्यादा के लिए निर्यात करें।</translation>
    </message>
    <message>
      <source>What can be done with this call</source>
      <translation>इस कॉल के साथ क्या किया जा सकता है</translation>
    </message>
    <message>
      <source>Copy call id</source>
      <translation>कॉल id कॉपी करें</translation>
    </message>
    <message>
      <source>Copy transcript</source>
      <translation>ट्रांसक्रिप्ट कॉपी करें</translation>
    </message>
    <message>
      <source>Show campaign</source>
      <translation>कैंपेन दिखाएँ</translation>
    </message>
    <message>
      <source>Add to the do-not-call list</source>
      <translation>कॉल-न-करें सूची में जोड़ें</translation>
    </message>
    <message>
      <source>From the call of {time}</source>
      <translation>{time} की कॉल से</translation>
    </message>
    <message>
      <source>The retries could not be read</source>
      <translation>दोबारा कोशिशें पढ़ी नहीं जा सकीं</translation>
    </message>
    <message>
      <source>Reading the transcript…</source>
      <translation>ट्रांसक्रिप्ट पढ़ी जा रही है…</translation>
    </message>
    <message>
      <source>Then the transcript comes by itself.</source>
      <translation>उसके बाद ट्रांसक्रिप्ट अपने आप आ जाएगी।</translation>
    </message>
    <message>
      <source>Reading the retries…</source>
      <translation>दोबारा कोशिशें पढ़ी जा रही हैं…</translation>
    </message>
    <message>
      <source>Then the retries come by themselves.</source>
      <translation>उसके बाद दोबारा कोशिशें अपने आप आ जाएँगी।</translation>
    </message>
    <message>
      <source>Waiting {seconds} s</source>
      <translation>{seconds} से॰ का इंतज़ार</translation>
    </message>
    <message>
      <source>{count} more events are not shown.</source>
      <translation>{count} और घटनाएँ नहीं दिखाई गई हैं।</translation>
    </message>
    <message>
      <source>Older calls are fetched in the background, newest first: {here} of {total}.</source>
      <translation>पुरानी कॉलें पृष्ठभूमि में लाई जा रही हैं, नई पहले: {total} में से {here}।</translation>
    </message>
    <message>
      <source>Calls appear here as soon as a campaign dials.</source>
      <translation>कैंपेन के डायल करते ही कॉल यहाँ दिखेंगी।</translation>
    </message>
    <message>
      <source>Show the campaigns</source>
      <translation>कैंपेन दिखाएँ</translation>
    </message>
    <message>
      <source>Clear the filters</source>
      <translation>फ़िल्टर हटाएँ</translation>
    </message>
    <message>
      <source>{here} of {total} calls</source>
      <translation>{total} में से {here} कॉल</translation>
    </message>
    <message>
      <source>last check: failed</source>
      <translation>पिछली जाँच: विफल</translation>
    </message>
    <message>
      <source>last check: {count} new</source>
      <translation>पिछली जाँच: {count} नई</translation>
    </message>
    <message>
      <source>This is the copy on this computer: {problem}</source>
      <translation>यह इस कंप्यूटर की प्रति है: {problem}</translation>
    </message>
    <message>
      <source>The server gives only its newest {count} calls, whatever page is asked for.</source>
      <translation>कोई भी पन्ना माँगें, सर्वर केवल अपनी सबसे नई {count} कॉलें देता है।</translation>
    </message>
    <message>
      <source>Older calls go on by themselves in {seconds} s.</source>
      <translation>पुरानी कॉलें {seconds} से में अपने आप फिर आने लगेंगी।</translation>
    </message>
    <message>
      <source>Older calls are fetched in the background, newest first: {here} are here.</source>
      <translation>पुरानी कॉलें पृष्ठभूमि में लाई जा रही हैं, नई पहले: {here} यहाँ हैं।</translation>
    </message>
    <message>
      <source>About {count} requests are left.</source>
      <translation>लगभग {count} अनुरोध बाकी हैं।</translation>
    </message>
    <message>
      <source>The calls on this computer cannot be read</source>
      <translation>इस कंप्यूटर की कॉलें पढ़ी नहीं जा सकतीं</translation>
    </message>
    <message>
      <source>This key may not read call logs</source>
      <translation>इस key को कॉल लॉग पढ़ने की अनुमति नहीं है</translation>
    </message>
    <message>
      <source>Call logs could not be read</source>
      <translation>कॉल लॉग पढ़े नहीं जा सके</translation>
    </message>
    <message>
      <source>No call yet</source>
      <translation>अभी तक कोई कॉल नहीं</translation>
    </message>
    <message>
      <source>Then the calls are read by themselves.</source>
      <translation>उसके बाद कॉल अपने आप पढ़ी जाएँगी।</translation>
    </message>
    <message>
      <source>Clear the search</source>
      <translation>खोज हटाएँ</translation>
    </message>
    <message>
      <source>Reading call logs…</source>
      <translation>कॉल लॉग पढ़े जा रहे हैं…</translation>
    </message>
    <message>
      <source>older ones are being fetched</source>
      <translation>पुरानी लाई जा रही हैं</translation>
    </message>
    <message>
      <source>last check: not modified</source>
      <translation>पिछली जाँच: कोई बदलाव नहीं</translation>
    </message>
    <message>
      <source>last check: nothing new</source>
      <translation>पिछली जाँच: कुछ नया नहीं</translation>
    </message>
    <message>
      <source>1 request</source>
      <translation>1 अनुरोध</translation>
    </message>
    <message>
      <source>{count} requests</source>
      <translation>{count} अनुरोध</translation>
    </message>
    <message>
      <source>No profile is open</source>
      <translation>कोई प्रोफ़ाइल खुली नहीं है</translation>
    </message>
    <message>
      <source>Choose a profile above.</source>
      <translation>ऊपर से कोई प्रोफ़ाइल चुनें।</translation>
    </message>
    <message>
      <source>The to date is before the from date.</source>
      <translation>“तक” की तारीख “से” की तारीख से पहले की है।</translation>
    </message>
    <message>
      <source>No day is selected</source>
      <translation>कोई दिन नहीं चुना गया</translation>
    </message>
    <message>
      <source>Searching…</source>
      <translation>खोज जारी…</translation>
    </message>
    <message>
      <source>No call matches these filters</source>
      <translation>इन फ़िल्टरों से कोई कॉल मेल नहीं खाती</translation>
    </message>
    <message>
      <source>The key was refused</source>
      <translation>key अस्वीकार कर दी गई</translation>
    </message>
    <message>
      <source>No call has “{phrase}”</source>
      <translation>किसी कॉल में “{phrase}” नहीं है</translation>
    </message>
    <message>
      <source>{count} calls were searched.</source>
      <translation>{count} कॉलों में खोजा गया।</translation>
    </message>
    <message>
      <source>Older ones are still being fetched.</source>
      <translation>पुरानी अभी लाई जा रही हैं।</translation>
    </message>
    <message>
      <source>Waiting {seconds} s, then calls are read by themselves</source>
      <translation>{seconds} से॰ का इंतज़ार, फिर कॉल अपने आप पढ़ी जाएँगी</translation>
    </message>
    <message>
      <source>up to date {time}</source>
      <translation>{time} तक अद्यतन</translation>
    </message>
    <message>
      <source>None of the {count} calls here passes them.</source>
      <translation>यहाँ की {count} कॉलों में से कोई उनसे नहीं गुज़रती।</translation>
    </message>
    <message>
      <source>{count}, offline copy</source>
      <translation>{count}, ऑफ़लाइन प्रति</translation>
    </message>
    <message>
      <source>{count}, looking for new ones…</source>
      <translation>{count}, नई देखी जा रही हैं…</translation>
    </message>
    <message>
      <source>{missing} transcripts missing: today's {budget} requests are spent</source>
      <translation>{missing} ट्रांसक्रिप्ट बाकी: आज के {budget} अनुरोध खर्च हो गए</translation>
    </message>
    <message>
      <source>{missing} transcripts missing, {spent} of {budget} requests today</source>
      <translation>{missing} ट्रांसक्रिप्ट बाकी, आज {budget} में से {spent} अनुरोध</translation>
    </message>
    <message>
      <source>the person hung up</source>
      <translation>व्यक्ति ने फ़ोन काटा</translation>
    </message>
    <message>
      <source>the agent hung up</source>
      <translation>एजेंट ने फ़ोन काटा</translation>
    </message>
    <message>
      <source>nobody picked up</source>
      <translation>किसी ने फ़ोन नहीं उठाया</translation>
    </message>
    <message>
      <source>the line was busy</source>
      <translation>लाइन व्यस्त थी</translation>
    </message>
    <message>
      <source>the phone was not reachable</source>
      <translation>फ़ोन पहुँच से बाहर था</translation>
    </message>
    <message>
      <source>the number is not valid</source>
      <translation>नंबर मान्य नहीं है</translation>
    </message>
    <message>
      <source>the destination is not enabled</source>
      <translation>यह गंतव्य चालू नहीं है</translation>
    </message>
    <message>
      <source>the network failed</source>
      <translation>नेटवर्क विफल रहा</translation>
    </message>
    <message>
      <source>a mailbox answered</source>
      <translation>मेलबॉक्स ने जवाब दिया</translation>
    </message>
    <message>
      <source>the system failed</source>
      <translation>सिस्टम विफल रहा</translation>
    </message>
    <message>
      <source>all lines were in use</source>
      <translation>सभी लाइनें व्यस्त थीं</translation>
    </message>
    <message>
      <source>the balance was too low</source>
      <translation>बैलेंस बहुत कम था</translation>
    </message>
    <message>
      <source>the number does not exist</source>
      <translation>यह नंबर मौजूद नहीं है</translation>
    </message>
    <message>
      <source>the trunk refused the login</source>
      <translation>ट्रंक ने लॉगिन अस्वीकार किया</translation>
    </message>
    <message>
      <source>the trunk was not reachable</source>
      <translation>ट्रंक तक पहुँच नहीं हुई</translation>
    </message>
    <message>
      <source>no reason is known</source>
      <translation>कारण पता नहीं</translation>
    </message>
    <message>
      <source>Call started</source>
      <translation>कॉल शुरू हुई</translation>
    </message>
    <message>
      <source>Ringing</source>
      <translation>घंटी बज रही है</translation>
    </message>
    <message>
      <source>Answered</source>
      <translation>जवाब मिला</translation>
    </message>
    <message>
      <source>Call ended</source>
      <translation>कॉल समाप्त हुई</translation>
    </message>
    <message>
      <source>Person called</source>
      <translation>जिन्हें कॉल की गई</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>हाँ</translation>
    </message>
    <message>
      <source>no</source>
      <translation>नहीं</translation>
    </message>
  </context>
  <context>
    <name>Campaigns</name>
    <message>
      <source>Show the results</source>
      <translation>नतीजे दिखाएँ</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>रहने दें</translation>
    </message>
    <message>
      <source>Keep them</source>
      <translation>रहने दें</translation>
    </message>
    <message>
      <source>New campaign</source>
      <translation>नया कैंपेन</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>बदलें</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>पॉज़ करें</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>फिर चलाएँ</translation>
    </message>
    <message>
      <source>Cancel campaign</source>
      <translation>कैंपेन रद्द करें</translation>
    </message>
    <message>
      <source>Stop everything</source>
      <translation>सब कुछ रोकें</translation>
    </message>
    <message>
      <source>Create campaign</source>
      <translation>कैंपेन बनाएँ</translation>
    </message>
    <message>
      <source>Save changes</source>
      <translation>बदलाव सहेजें</translation>
    </message>
    <message>
      <source>Look again</source>
      <translation>फिर देखें</translation>
    </message>
    <message>
      <source>Read again</source>
      <translation>फिर पढ़ें</translation>
    </message>
    <message>
      <source>Stop again</source>
      <translation>फिर रोकें</translation>
    </message>
    <message>
      <source>No profile is open.</source>
      <translation>कोई प्रोफ़ाइल खुली नहीं है।</translation>
    </message>
    <message>
      <source>The list could not be read afterwards, so others may be running: {problem}</source>
      <translation>बाद में सूची पढ़ी नहीं जा सकी, इसलिए दूसरे कैंपेन चल रहे हो सकते हैं: {problem}</translation>
    </message>
    <message>
      <source>Upload leads</source>
      <translation>लीड अपलोड करें</translation>
    </message>
    <message>
      <source>It is not known whether a campaign is running.</source>
      <translation>पता नहीं कि कोई कैंपेन चल रहा है या नहीं।</translation>
    </message>
    <message>
      <source>The server accepted the change of {name}, but did not make it: {fields}.</source>
      <translation>सर्वर ने {name} का बदलाव स्वीकार किया, पर लागू नहीं किया: {fields}।</translation>
    </message>
    <message>
      <source>Looking for running campaigns…</source>
      <translation>चल रहे कैंपेन खोजे जा रहे हैं…</translation>
    </message>
    <message>
      <source>The server gave no usable answer, but its list has {name} now: {status}. It was not sent twice.</source>
      <translation>सर्वर ने उपयोगी जवाब नहीं दिया, पर उसकी सूची में अब {name} है: {status}। इसे दो बार नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>{name} was created at {time}. The server says: {status}.</source>
      <translation>{name} {time} पर बनाया गया। सर्वर के अनुसार: {status}।</translation>
    </message>
    <message>
      <source>{name} was changed at {time}, and reads so from the server.</source>
      <translation>{name} {time} पर बदला गया, और सर्वर से पढ़ने पर भी यही है।</translation>
    </message>
    <message>
      <source>The server accepted the request, but {name} is still {status}. Look again before repeating it.</source>
      <translation>सर्वर ने रिक्वेस्ट स्वीकार की, पर {name} की स्थिति अब भी “{status}” है। दोहराने से पहले फिर देखें।</translation>
    </message>
    <message>
      <source>{name}: {problem}</source>
      <translation>{name}: {problem}</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>नाम</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>स्थिति</translation>
    </message>
    <message>
      <source>Agent</source>
      <translation>एजेंट</translation>
    </message>
    <message>
      <source>Caller number</source>
      <translation>कॉलर नंबर</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>प्रगति</translation>
    </message>
    <message>
      <source>Pending</source>
      <translation>बाकी</translation>
    </message>
    <message>
      <source>Conc.</source>
      <translation>साथ में</translation>
    </message>
    <message>
      <source>Scheduled</source>
      <translation>निर्धारित समय</translation>
    </message>
    <message>
      <source>Created</source>
      <translation>बनाया गया</translation>
    </message>
    <message>
      <source>not told</source>
      <translation>नहीं बताया गया</translation>
    </message>
    <message>
      <source>no leads yet</source>
      <translation>अभी कोई लीड नहीं</translation>
    </message>
    <message>
      <source>Calls at the same time</source>
      <translation>एक साथ होने वाली कॉल</translation>
    </message>
    <message>
      <source>Upload leads to it</source>
      <translation>इसमें लीड अपलोड करें</translation>
    </message>
    <message>
      <source>Uploaded from this computer</source>
      <translation>इस कंप्यूटर से अपलोड की गई</translation>
    </message>
    <message>
      <source>In the campaign</source>
      <translation>कैंपेन में</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>पूरी हुई</translation>
    </message>
    <message>
      <source>Still to call</source>
      <translation>कॉल करना बाकी</translation>
    </message>
    <message>
      <source>Nothing yet. The API lists no leads of a campaign; only uploads from here are known.</source>
      <translation>अभी कुछ नहीं। API किसी कैंपेन की लीड की सूची नहीं देता; सिर्फ़ यहाँ से हुए अपलोड पता हैं।</translation>
    </message>
    <message>
      <source>Latest calls</source>
      <translation>हाल की कॉल</translation>
    </message>
    <message>
      <source>How the latest calls ended</source>
      <translation>हाल की कॉल कैसे समाप्त हुईं</translation>
    </message>
    <message>
      <source>Show its calls</source>
      <translation>इसकी कॉल दिखाएँ</translation>
    </message>
    <message>
      <source>Leads</source>
      <translation>लीड</translation>
    </message>
    <message>
      <source>A campaign that is over takes no more leads.</source>
      <translation>समाप्त हो चुका कैंपेन और लीड नहीं लेता।</translation>
    </message>
    <message>
      <source>The local record; the API lists no leads of a campaign.</source>
      <translation>स्थानीय रिकॉर्ड; API किसी कैंपेन की लीड की सूची नहीं देता।</translation>
    </message>
    <message>
      <source>Reading the latest calls…</source>
      <translation>हाल की कॉल पढ़ी जा रही हैं…</translation>
    </message>
    <message>
      <source>No call yet.</source>
      <translation>अभी तक कोई कॉल नहीं।</translation>
    </message>
    <message>
      <source>{count} created</source>
      <translation>{count} बनीं</translation>
    </message>
    <message>
      <source>Read at {time}.</source>
      <translation>{time} पर पढ़ा गया।</translation>
    </message>
    <message>
      <source>and {count} earlier uploads</source>
      <translation>और {count} पुराने अपलोड</translation>
    </message>
    <message>
      <source>{counted} of {total}</source>
      <translation>{total} में से {counted}</translation>
    </message>
    <message>
      <source>No call goes out</source>
      <translation>कोई कॉल नहीं जा रही</translation>
    </message>
    <message>
      <source>Pace, last 30 minutes</source>
      <translation>पिछले 30 मिनट की रफ़्तार</translation>
    </message>
    <message>
      <source>Overview</source>
      <translation>सारांश</translation>
    </message>
    <message>
      <source>Calls</source>
      <translation>कॉल</translation>
    </message>
    <message>
      <source>Details of the campaign</source>
      <translation>कैंपेन का विवरण</translation>
    </message>
    <message>
      <source>Select a campaign to see its progress</source>
      <translation>प्रगति देखने के लिए कोई कैंपेन चुनें</translation>
    </message>
    <message>
      <source>Concurrency</source>
      <translation>एक साथ कॉल</translation>
    </message>
    <message>
      <source>Retries</source>
      <translation>दोबारा कोशिशें</translation>
    </message>
    <message>
      <source>{count}, every {interval}</source>
      <translation>{count}, हर {interval} पर</translation>
    </message>
    <message>
      <source>the campaign is paused</source>
      <translation>कैंपेन पॉज़ है</translation>
    </message>
    <message>
      <source>the campaign is over</source>
      <translation>कैंपेन समाप्त हो चुका है</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>सेटिंग</translation>
    </message>
    <message>
      <source>Nobody is left to call</source>
      <translation>कॉल करने के लिए कोई नहीं बचा</translation>
    </message>
    <message>
      <source>{agent} (locked)</source>
      <translation>{agent} (लॉक है)</translation>
    </message>
    <message>
      <source>{count} calls at once</source>
      <translation>एक साथ {count} कॉल</translation>
    </message>
    <message>
      <source>it starts on {when}</source>
      <translation>यह {when} शुरू होगा</translation>
    </message>
    <message>
      <source>read at {time}</source>
      <translation>{time} पर पढ़ा गया</translation>
    </message>
    <message>
      <source>Calls completed in each of the last {count} minutes</source>
      <translation>पिछले {count} मिनट में हर मिनट पूरी हुई कॉल</translation>
    </message>
    <message>
      <source>Watching the pace…</source>
      <translation>रफ़्तार देखी जा रही है…</translation>
    </message>
    <message>
      <source>an estimate follows with the next readings</source>
      <translation>अगली रीडिंग के साथ अनुमान आएगा</translation>
    </message>
    <message>
      <source>{minutes} minutes ago</source>
      <translation>{minutes} मिनट पहले</translation>
    </message>
    <message>
      <source>No call was completed lately</source>
      <translation>हाल में कोई कॉल पूरी नहीं हुई</translation>
    </message>
    <message>
      <source>{pace} calls / min</source>
      <translation>{pace} कॉल / मि॰</translation>
    </message>
    <message>
      <source>in the last {observed}</source>
      <translation>पिछले {observed} में</translation>
    </message>
    <message>
      <source>{left} left at the pace of the last {observed}</source>
      <translation>पिछले {observed} की रफ़्तार से {left} बाकी</translation>
    </message>
    <message>
      <source>This campaign is calling.</source>
      <translation>यह कैंपेन अभी कॉल कर रहा है।</translation>
    </message>
    <message>
      <source>Nothing is changed yet.</source>
      <translation>अभी तक कुछ नहीं बदला गया है।</translation>
    </message>
    <message>
      <source>Edit {name}</source>
      <translation>{name} बदलें</translation>
    </message>
    <message>
      <source>Calls that have begun go on as they were; the next ones follow the change.</source>
      <translation>जो कॉल शुरू हो चुकी हैं वे वैसे ही चलेंगी; बदलाव अगली कॉल से लागू होगा।</translation>
    </message>
    <message>
      <source>Choose an agent</source>
      <translation>एजेंट चुनें</translation>
    </message>
    <message>
      <source>Choose a number</source>
      <translation>नंबर चुनें</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>शुरुआत</translation>
    </message>
    <message>
      <source>Retries at most</source>
      <translation>अधिकतम दोबारा कोशिशें</translation>
    </message>
    <message>
      <source>Wait between tries</source>
      <translation>कोशिशों के बीच इंतज़ार</translation>
    </message>
    <message>
      <source>There is a campaign of this name already.</source>
      <translation>इस नाम का कैंपेन पहले से है।</translation>
    </message>
    <message>
      <source>Ringing calls count</source>
      <translation>बजती हुई कॉल भी गिनी जाती हैं</translation>
    </message>
    <message>
      <source>min</source>
      <translation>मि॰</translation>
    </message>
    <message>
      <source>What people see when they are called</source>
      <translation>कॉल आने पर लोगों को यही नंबर दिखता है</translation>
    </message>
    <message>
      <source>A campaign needs a name.</source>
      <translation>कैंपेन का नाम होना चाहिए।</translation>
    </message>
    <message>
      <source>Choose who calls.</source>
      <translation>चुनें कि कॉल कौन करेगा।</translation>
    </message>
    <message>
      <source>Choose the number that is shown to people.</source>
      <translation>वह नंबर चुनें जो लोगों को दिखेगा।</translation>
    </message>
    <message>
      <source>Published agents of this workspace</source>
      <translation>इस वर्कस्पेस के प्रकाशित एजेंट</translation>
    </message>
    <message>
      <source>Expects no variables</source>
      <translation>किसी वेरिएबल की ज़रूरत नहीं</translation>
    </message>
    <message>
      <source>no retry</source>
      <translation>दोबारा कोशिश नहीं</translation>
    </message>
    <message>
      <source>one try only</source>
      <translation>सिर्फ़ एक कोशिश</translation>
    </message>
    <message>
      <source>{count} of {most} characters</source>
      <translation>{most} में से {count} अक्षर</translation>
    </message>
    <message>
      <source>Expects: {names}</source>
      <translation>ज़रूरी वेरिएबल: {names}</translation>
    </message>
    <message>
      <source>{count} tries in all</source>
      <translation>कुल {count} कोशिशें</translation>
    </message>
    <message>
      <source>Read agents and numbers again</source>
      <translation>एजेंट और नंबर फिर पढ़ें</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>रद्द करें</translation>
    </message>
    <message>
      <source>Reading agents and numbers…</source>
      <translation>एजेंट और नंबर पढ़े जा रहे हैं…</translation>
    </message>
    <message>
      <source>Agents and numbers just read.</source>
      <translation>एजेंट और नंबर अभी-अभी पढ़े गए।</translation>
    </message>
    <message>
      <source>The server did not accept this:</source>
      <translation>सर्वर ने यह स्वीकार नहीं किया:</translation>
    </message>
    <message>
      <source>Not possible in the present state:</source>
      <translation>मौजूदा स्थिति में संभव नहीं:</translation>
    </message>
    <message>
      <source>Agents and numbers could not be read.</source>
      <translation>एजेंट और नंबर पढ़े नहीं जा सके।</translation>
    </message>
    <message>
      <source>Agents and numbers of {age} ago.</source>
      <translation>एजेंट और नंबर {age} पहले के हैं।</translation>
    </message>
    <message>
      <source>Back to the form</source>
      <translation>फ़ॉर्म पर वापस</translation>
    </message>
    <message>
      <source>Its start has passed.</source>
      <translation>इसका शुरू होने का समय बीत चुका है।</translation>
    </message>
    <message>
      <source>It is not known whether the server made this campaign.</source>
      <translation>पता नहीं कि सर्वर ने यह कैंपेन बनाया या नहीं।</translation>
    </message>
    <message>
      <source>This campaign may start by itself at once.</source>
      <translation>यह कैंपेन तुरंत अपने आप शुरू हो सकता है।</translation>
    </message>
    <message>
      <source>Create ‘{name}’</source>
      <translation>‘{name}’ बनाएँ</translation>
    </message>
    <message>
      <source>There is a campaign of this name now.</source>
      <translation>अब इस नाम का एक कैंपेन मौजूद है।</translation>
    </message>
    <message>
      <source>The campaign {name} is being created. Leaving now cuts the connection: the server may have made it or not. Look at the list before you create it anew.</source>
      <translation>कैंपेन {name} बनाया जा रहा है। अभी छोड़ने से कनेक्शन कट जाएगा: हो सकता है सर्वर ने इसे बना दिया हो, या नहीं। दोबारा बनाने से पहले सूची देखें।</translation>
    </message>
    <message>
      <source>The list has more than one new campaign of this name.</source>
      <translation>सूची में इस नाम के एक से अधिक नए कैंपेन हैं।</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>बंद करें</translation>
    </message>
    <message>
      <source>Leads added to it can then be called right away. Set a date to prevent that.</source>
      <translation>तब इसमें जोड़ी गई लीड को तुरंत कॉल जा सकती है। इससे बचने के लिए तारीख तय करें।</translation>
    </message>
    <message>
      <source>Add its leads before that, or pause it.</source>
      <translation>उससे पहले इसकी लीड जोड़ें, या इसे पॉज़ करें।</translation>
    </message>
    <message>
      <source>It is not known what became of the campaign before.</source>
      <translation>पता नहीं कि पिछले कैंपेन का क्या हुआ।</translation>
    </message>
    <message>
      <source>Creating {name} was broken off, so it is not known whether the server made it. Look at the campaigns of {profile} before you create it anew.</source>
      <translation>{name} का बनाना बीच में टूट गया, इसलिए पता नहीं कि सर्वर ने इसे बनाया या नहीं। दोबारा बनाने से पहले {profile} के कैंपेन देखें।</translation>
    </message>
    <message>
      <source>{name} was created in {profile}.</source>
      <translation>{name}, {profile} में बनाया गया।</translation>
    </message>
    <message>
      <source>Close this form and look at them before you create another one.</source>
      <translation>यह फ़ॉर्म बंद करें और एक और बनाने से पहले उन्हें देख लें।</translation>
    </message>
    <message>
      <source>The list could not be read either. Look again.</source>
      <translation>सूची भी पढ़ी नहीं जा सकी। फिर देखें।</translation>
    </message>
    <message>
      <source>Calls begin by themselves on {when}.</source>
      <translation>कॉल {when} अपने आप शुरू होंगी।</translation>
    </message>
    <message>
      <source>{action} was queued and is not done. {why} Nothing was sent.</source>
      <translation>{action}: कतार में था, पर किया नहीं गया। {why} कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>{name} was not created: nothing was sent.</source>
      <translation>{name} नहीं बनाया गया: कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>At {time} its list had no new campaign of this name. It was sent once and is not sent again by itself. Look again before you create it anew, or there may be two.</source>
      <translation>{time} पर इसकी सूची में इस नाम का कोई नया कैंपेन नहीं था। इसे एक बार भेजा गया और यह अपने आप दोबारा नहीं भेजा जाएगा। नया बनाने से पहले फिर देखें, नहीं तो दो कैंपेन बन सकते हैं।</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>रिफ़्रेश</translation>
    </message>
    <message>
      <source>Refresh campaigns</source>
      <translation>कैंपेन रिफ़्रेश करें</translation>
    </message>
    <message>
      <source>Pauses every running campaign, before any other request leaves</source>
      <translation>हर चल रहे कैंपेन को पॉज़ करता है, किसी भी दूसरी रिक्वेस्ट से पहले</translation>
    </message>
    <message>
      <source>Search campaigns</source>
      <translation>कैंपेन खोजें</translation>
    </message>
    <message>
      <source>Status filter</source>
      <translation>स्थिति फ़िल्टर</translation>
    </message>
    <message>
      <source>All</source>
      <translation>सभी</translation>
    </message>
    <message>
      <source>Campaigns</source>
      <translation>कैंपेन</translation>
    </message>
    <message>
      <source>No campaign matches these filters</source>
      <translation>इन फ़िल्टरों से कोई कैंपेन मेल नहीं खाता</translation>
    </message>
    <message>
      <source>Clear the filters</source>
      <translation>फ़िल्टर हटाएँ</translation>
    </message>
    <message>
      <source>Waiting for the rate limit; then they come by themselves.</source>
      <translation>दर सीमा हटने का इंतज़ार है; उसके बाद ये अपने आप आएँगे।</translation>
    </message>
    <message>
      <source>Copy name</source>
      <translation>नाम कॉपी करें</translation>
    </message>
    <message>
      <source>Copy id</source>
      <translation>id कॉपी करें</translation>
    </message>
    <message>
      <source>Copy caller number</source>
      <translation>कॉलर नंबर कॉपी करें</translation>
    </message>
    <message>
      <source>This key may not read campaigns</source>
      <translation>इस key को कैंपेन पढ़ने की अनुमति नहीं है</translation>
    </message>
    <message>
      <source>{count} campaigns</source>
      <translation>{count} कैंपेन</translation>
    </message>
    <message>
      <source>{shown} of {count} campaigns</source>
      <translation>{count} में से {shown} कैंपेन</translation>
    </message>
    <message>
      <source>{count} selected</source>
      <translation>{count} चुने गए</translation>
    </message>
    <message>
      <source>{count} running</source>
      <translation>{count} चल रहे हैं</translation>
    </message>
    <message>
      <source>{count} campaigns are hidden by them.</source>
      <translation>इनसे {count} कैंपेन छिपे हुए हैं।</translation>
    </message>
    <message>
      <source>Campaigns could not be read</source>
      <translation>कैंपेन पढ़े नहीं जा सके</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>फिर कोशिश करें</translation>
    </message>
    <message>
      <source>Reading campaigns…</source>
      <translation>कैंपेन पढ़े जा रहे हैं…</translation>
    </message>
    <message>
      <source>No campaign yet</source>
      <translation>अभी तक कोई कैंपेन नहीं</translation>
    </message>
    <message>
      <source>Make one here, or in the DialNexa dashboard.</source>
      <translation>यहाँ बनाएँ, या DialNexa डैशबोर्ड में।</translation>
    </message>
    <message>
      <source>This server offers no way to make a campaign.</source>
      <translation>इस सर्वर पर कैंपेन बनाने का कोई तरीका नहीं है।</translation>
    </message>
    <message>
      <source>This server offers no way to change a campaign.</source>
      <translation>इस सर्वर पर कैंपेन बदलने का कोई तरीका नहीं है।</translation>
    </message>
    <message>
      <source>Select one campaign: only one can be edited at a time.</source>
      <translation>एक कैंपेन चुनें: एक बार में एक ही बदला जा सकता है।</translation>
    </message>
    <message>
      <source>Select a campaign first.</source>
      <translation>पहले कोई कैंपेन चुनें।</translation>
    </message>
    <message>
      <source>name</source>
      <translation>नाम</translation>
    </message>
    <message>
      <source>agent</source>
      <translation>एजेंट</translation>
    </message>
    <message>
      <source>caller number</source>
      <translation>कॉलर नंबर</translation>
    </message>
    <message>
      <source>start</source>
      <translation>शुरुआत</translation>
    </message>
    <message>
      <source>calls at the same time</source>
      <translation>एक साथ होने वाली कॉल</translation>
    </message>
    <message>
      <source>retries</source>
      <translation>दोबारा कोशिशें</translation>
    </message>
    <message>
      <source>None of the selected campaigns can be paused.</source>
      <translation>चुने हुए कैंपेन में से कोई भी पॉज़ नहीं किया जा सकता।</translation>
    </message>
    <message>
      <source>None of the selected campaigns can be resumed.</source>
      <translation>चुने हुए कैंपेन में से कोई भी फिर चलाया नहीं जा सकता।</translation>
    </message>
    <message>
      <source>None of the selected campaigns can be cancelled.</source>
      <translation>चुने हुए कैंपेन में से कोई भी रद्द नहीं किया जा सकता।</translation>
    </message>
    <message>
      <source>Results</source>
      <translation>नतीजे</translation>
    </message>
    <message>
      <source>Copy the list</source>
      <translation>सूची कॉपी करें</translation>
    </message>
    <message>
      <source>Campaign</source>
      <translation>कैंपेन</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>नतीजा</translation>
    </message>
    <message>
      <source>What the server says</source>
      <translation>सर्वर क्या कहता है</translation>
    </message>
    <message>
      <source>At once</source>
      <translation>तुरंत</translation>
    </message>
    <message>
      <source>On a date</source>
      <translation>किसी तारीख को</translation>
    </message>
    <message>
      <source>Start date</source>
      <translation>शुरू होने की तारीख</translation>
    </message>
    <message>
      <source>Start time</source>
      <translation>शुरू होने का समय</translation>
    </message>
    <message>
      <source>This time has passed.</source>
      <translation>यह समय बीत चुका है।</translation>
    </message>
    <message>
      <source>Time of this computer: {when}.</source>
      <translation>इस कंप्यूटर का समय: {when}।</translation>
    </message>
    <message>
      <source>Times are of this computer: {zone}.</source>
      <translation>समय इस कंप्यूटर के अनुसार हैं: {zone}।</translation>
    </message>
    <message>
      <source>In UTC: {when}.</source>
      <translation>UTC में: {when}।</translation>
    </message>
    <message>
      <source>New</source>
      <translation>नया</translation>
    </message>
    <message>
      <source>1 person</source>
      <translation>1 व्यक्ति</translation>
    </message>
    <message>
      <source>1 campaign</source>
      <translation>1 कैंपेन</translation>
    </message>
    <message>
      <source>This cannot be taken back. Calls that have begun go on to their end. Pause keeps the rest.</source>
      <translation>इसे वापस नहीं लिया जा सकता। शुरू हो चुकी कॉल अपने अंत तक चलेंगी। पॉज़ करने से बाकी लीड बनी रहती हैं।</translation>
    </message>
    <message>
      <source>No campaign is running.</source>
      <translation>कोई कैंपेन नहीं चल रहा।</translation>
    </message>
    <message>
      <source>1 may still be calling.</source>
      <translation>1 अब भी कॉल कर रहा हो सकता है।</translation>
    </message>
    <message>
      <source>{count} people</source>
      <translation>{count} लोग</translation>
    </message>
    <message>
      <source>{name} was paused at {time}. Read again from the server: {status}, {pending} still to call.</source>
      <translation>{name} {time} पर पॉज़ किया गया। सर्वर से फिर पढ़ा गया: {status}, {pending} को कॉल करना बाकी।</translation>
    </message>
    <message>
      <source>{name} was resumed at {time}. Read again from the server: {status}, {pending} still to call.</source>
      <translation>{name} {time} पर फिर चलाया गया। सर्वर से फिर पढ़ा गया: {status}, {pending} को कॉल करना बाकी।</translation>
    </message>
    <message>
      <source>{name} was cancelled at {time}. Read again from the server: {status}, {pending} were not called.</source>
      <translation>{name} {time} पर रद्द किया गया। सर्वर से फिर पढ़ा गया: {status}, {pending} को कॉल नहीं गई।</translation>
    </message>
    <message>
      <source>{count} of {total} campaigns were paused.</source>
      <translation>{total} में से {count} कैंपेन पॉज़ किए गए।</translation>
    </message>
    <message>
      <source>{count} of {total} campaigns were resumed.</source>
      <translation>{total} में से {count} कैंपेन फिर चलाए गए।</translation>
    </message>
    <message>
      <source>{count} of {total} campaigns were cancelled.</source>
      <translation>{total} में से {count} कैंपेन रद्द किए गए।</translation>
    </message>
    <message>
      <source>Pausing, {count} of {total}…</source>
      <translation>पॉज़ किए जा रहे हैं, {total} में से {count}…</translation>
    </message>
    <message>
      <source>Resuming, {count} of {total}…</source>
      <translation>फिर चलाए जा रहे हैं, {total} में से {count}…</translation>
    </message>
    <message>
      <source>Cancelling, {count} of {total}…</source>
      <translation>रद्द किए जा रहे हैं, {total} में से {count}…</translation>
    </message>
    <message>
      <source>Pause several campaigns</source>
      <translation>कई कैंपेन पॉज़ करें</translation>
    </message>
    <message>
      <source>Resume several campaigns</source>
      <translation>कई कैंपेन फिर चलाएँ</translation>
    </message>
    <message>
      <source>Cancel several campaigns</source>
      <translation>कई कैंपेन रद्द करें</translation>
    </message>
    <message>
      <source>{action}: {count} campaigns</source>
      <translation>{action}: {count} कैंपेन</translation>
    </message>
    <message>
      <source>The server does not tell how many people still wait.</source>
      <translation>सर्वर यह नहीं बताता कि अभी कितने लोग बाकी हैं।</translation>
    </message>
    <message>
      <source>It places no calls any more.</source>
      <translation>अब यह कोई कॉल नहीं करता।</translation>
    </message>
    <message>
      <source>The one running campaign is paused. Calls that have begun go on to their end.</source>
      <translation>एकमात्र चल रहा कैंपेन पॉज़ हो गया है। शुरू हो चुकी कॉल अपने अंत तक चलेंगी।</translation>
    </message>
    <message>
      <source>About {time} on {day}</source>
      <translation>{day} को लगभग {time}</translation>
    </message>
    <message>
      <source>{status}, {pending} still to call</source>
      <translation>{status}, {pending} को कॉल करना बाकी</translation>
    </message>
    <message>
      <source>{action} ‘{name}’</source>
      <translation>{action} ‘{name}’</translation>
    </message>
    <message>
      <source>Cancel {name}?</source>
      <translation>{name} रद्द करें?</translation>
    </message>
    <message>
      <source>Cancel {count} campaigns?</source>
      <translation>{count} कैंपेन रद्द करें?</translation>
    </message>
    <message>
      <source>Cancel {count} campaigns</source>
      <translation>{count} कैंपेन रद्द करें</translation>
    </message>
    <message>
      <source>Nobody is waiting to be called.</source>
      <translation>कॉल के इंतज़ार में कोई नहीं है।</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>इंतज़ार में</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>पॉज़</translation>
    </message>
    <message>
      <source>Still running</source>
      <translation>अब भी चल रहा है</translation>
    </message>
    <message>
      <source>Not confirmed</source>
      <translation>पुष्टि नहीं हुई</translation>
    </message>
    <message>
      <source>Pausing {count}, {safe} done. These requests leave before all others.</source>
      <translation>{count} पॉज़ किए जा रहे हैं, {safe} हो गए। ये रिक्वेस्ट बाकी सबसे पहले जाती हैं।</translation>
    </message>
    <message>
      <source>All {count} running campaigns are paused. Calls that have begun go on to their end.</source>
      <translation>सभी {count} चल रहे कैंपेन पॉज़ हो गए हैं। शुरू हो चुकी कॉल अपने अंत तक चलेंगी।</translation>
    </message>
    <message>
      <source>{count} may still be calling.</source>
      <translation>{count} अब भी कॉल कर रहे हो सकते हैं।</translation>
    </message>
    <message>
      <source>About {time} today</source>
      <translation>आज लगभग {time}</translation>
    </message>
    <message>
      <source>About {time} tomorrow</source>
      <translation>कल लगभग {time}</translation>
    </message>
    <message>
      <source>Not done</source>
      <translation>नहीं हुआ</translation>
    </message>
    <message>
      <source>Pausing…</source>
      <translation>पॉज़ हो रहा है…</translation>
    </message>
    <message>
      <source>It still says {status}.</source>
      <translation>सर्वर अब भी “{status}” बताता है।</translation>
    </message>
    <message>
      <source>Last known: {status}</source>
      <translation>आखिरी ज्ञात स्थिति: {status}</translation>
    </message>
    <message>
      <source>{safe} of {count} campaigns are paused.</source>
      <translation>{count} में से {safe} कैंपेन पॉज़ हैं।</translation>
    </message>
    <message>
      <source>and {count} more</source>
      <translation>और {count} अन्य</translation>
    </message>
    <message>
      <source>{people} will not be called (as read at {time}).</source>
      <translation>{people} बिना कॉल के रह जाएँगे ({time} पर पढ़े अनुसार)।</translation>
    </message>
    <message>
      <source>Accepted, but it still says {status}.</source>
      <translation>स्वीकार हुआ, पर सर्वर अब भी “{status}” बताता है।</translation>
    </message>
    <message>
      <source>The agent is locked since the first call was placed.</source>
      <translation>पहली कॉल जाने के बाद से एजेंट लॉक है।</translation>
    </message>
    <message>
      <source>The caller number is set when a campaign is made.</source>
      <translation>कॉलर नंबर कैंपेन बनाते समय तय होता है।</translation>
    </message>
    <message>
      <source>The start is set when a campaign is made.</source>
      <translation>शुरुआत कैंपेन बनाते समय तय होती है।</translation>
    </message>
    <message>
      <source>This campaign is {status}; nothing can be changed any more.</source>
      <translation>इस कैंपेन की स्थिति “{status}” है; अब कुछ नहीं बदला जा सकता।</translation>
    </message>
    <message>
      <source>This campaign is paused already.</source>
      <translation>यह कैंपेन पहले से पॉज़ है।</translation>
    </message>
    <message>
      <source>Only a campaign that runs or is about to run can be paused; this one is {status}.</source>
      <translation>सिर्फ़ चल रहा या चलने वाला कैंपेन पॉज़ किया जा सकता है; इसकी स्थिति “{status}” है।</translation>
    </message>
    <message>
      <source>Only a paused campaign can be resumed; this one is {status}.</source>
      <translation>सिर्फ़ पॉज़ कैंपेन फिर चलाया जा सकता है; इसकी स्थिति “{status}” है।</translation>
    </message>
  </context>
  <context>
    <name>Chip</name>
    <message>
      <source>Take back: {what}</source>
      <translation>वापस लें: {what}</translation>
    </message>
  </context>
  <context>
    <name>ClosedProfile</name>
    <message>
      <source>Everything else in this window works; another profile can be chosen above.</source>
      <translation>इस विंडो में बाकी सब काम करता है; ऊपर दूसरा प्रोफ़ाइल चुना जा सकता है।</translation>
    </message>
    <message>
      <source>Enter the key…</source>
      <translation>key डालें…</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>फिर से कोशिश करें</translation>
    </message>
    <message>
      <source>Waiting for the keyring</source>
      <translation>कीरिंग की प्रतीक्षा</translation>
    </message>
    <message>
      <source>The keyring holds the key of {name} and has not answered yet. It may be asking for its password in a window of its own. Instead of waiting, the key can be entered here.</source>
      <translation>{name} की key कीरिंग में है और कीरिंग ने अभी उत्तर नहीं दिया है। हो सकता है वह अपनी अलग विंडो में पासवर्ड माँग रही हो। प्रतीक्षा के बजाय key यहाँ डाली जा सकती है।</translation>
    </message>
    <message>
      <source>The key of {name} is not on this computer</source>
      <translation>{name} की key इस कंप्यूटर पर नहीं है</translation>
    </message>
    <message>
      <source>Enter the key for {host} to go on; it was made in the DialNexa dashboard.</source>
      <translation>आगे बढ़ने के लिए {host} की key डालें; वह DialNexa डैशबोर्ड में बनाई गई थी।</translation>
    </message>
    <message>
      <source>The key of {name} could not be read</source>
      <translation>{name} की key पढ़ी नहीं जा सकी</translation>
    </message>
    <message>
      <source>{name} could not be opened</source>
      <translation>{name} खोला नहीं जा सका</translation>
    </message>
  </context>
  <context>
    <name>Colours</name>
    <message>
      <source>Teal</source>
      <translation>नीला-हरा</translation>
    </message>
    <message>
      <source>Blue</source>
      <translation>नीला</translation>
    </message>
    <message>
      <source>Violet</source>
      <translation>बैंगनी</translation>
    </message>
    <message>
      <source>Amber</source>
      <translation>ऐंबर</translation>
    </message>
    <message>
      <source>Red</source>
      <translation>लाल</translation>
    </message>
    <message>
      <source>Grey</source>
      <translation>धूसर</translation>
    </message>
  </context>
  <context>
    <name>Command</name>
    <message>
      <source>All requests of this window are used up.</source>
      <translation>इस अवधि की सारी रिक्वेस्ट खर्च हो चुकी हैं।</translation>
    </message>
    <message>
      <source>Right-click it, or press Ctrl+K, to queue it.</source>
      <translation>कतार में डालने के लिए राइट-क्लिक करें या Ctrl+K दबाएँ।</translation>
    </message>
    <message>
      <source>The server asked for a pause.</source>
      <translation>सर्वर ने रुकने को कहा है।</translation>
    </message>
    <message>
      <source>Right-click to queue it.</source>
      <translation>कतार में लगाने के लिए राइट-क्लिक करें।</translation>
    </message>
    <message>
      <source>{title} · {seconds} s</source>
      <translation>{title} · {seconds} से॰</translation>
    </message>
  </context>
  <context>
    <name>Commands</name>
    <message>
      <source>Campaigns</source>
      <translation>कैंपेन</translation>
    </message>
    <message>
      <source>Leads</source>
      <translation>लीड</translation>
    </message>
    <message>
      <source>Call logs</source>
      <translation>कॉल लॉग</translation>
    </message>
    <message>
      <source>Quota</source>
      <translation>कोटा</translation>
    </message>
    <message>
      <source>File</source>
      <translation>फ़ाइल</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>बदलें</translation>
    </message>
    <message>
      <source>View</source>
      <translation>देखें</translation>
    </message>
    <message>
      <source>Tools</source>
      <translation>टूल</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>मदद</translation>
    </message>
  </context>
  <context>
    <name>Confirm</name>
    <message>
      <source>Cancel</source>
      <translation>रद्द करें</translation>
    </message>
  </context>
  <context>
    <name>Cooldown</name>
    <message>
      <source>then:</source>
      <translation>फिर:</translation>
    </message>
    <message>
      <source>When allowed:</source>
      <translation>अनुमति मिलने पर:</translation>
    </message>
    <message>
      <source>When allowed, first:</source>
      <translation>अनुमति मिलने पर, पहले:</translation>
    </message>
    <message>
      <source>Queue an action</source>
      <translation>काम कतार में लगाएँ</translation>
    </message>
    <message>
      <source>What has to wait and is possible for what is selected; it is done once requests are allowed again.</source>
      <translation>जिसे रुकना है और जो चुने हुए के लिए संभव है; रिक्वेस्ट की अनुमति मिलते ही यह किया जाएगा।</translation>
    </message>
    <message>
      <source>All requests of this window are used up, until {until}.</source>
      <translation>इस अवधि की सारी रिक्वेस्ट खर्च हो चुकी हैं, {until} तक।</translation>
    </message>
    <message>
      <source>Greyed actions come back by themselves. Searching, filtering and fixing leads stay on.</source>
      <translation>धुंधले बटन अपने आप लौट आएँगे। खोजना, फ़िल्टर करना और लीड ठीक करना चालू रहता है।</translation>
    </message>
    <message>
      <source>Requests are allowed again.</source>
      <translation>रिक्वेस्ट की अनुमति फिर मिल गई है।</translation>
    </message>
    <message>
      <source>Queued actions leave one after the other.</source>
      <translation>कतार के काम एक-एक करके जाएँगे।</translation>
    </message>
    <message>
      <source>The server asked for a pause of {length}, until {until}.</source>
      <translation>सर्वर ने {length} रुकने को कहा है, {until} तक।</translation>
    </message>
    <message>
      <source>The server asked for a pause until {until}.</source>
      <translation>सर्वर ने {until} तक रुकने को कहा है।</translation>
    </message>
    <message>
      <source>{place}. Take out: {action}</source>
      <translation>{place}। कतार से निकालें: {action}</translation>
    </message>
    <message>
      <source>{count} more</source>
      <translation>{count} और</translation>
    </message>
    <message>
      <source>{count} more queued actions</source>
      <translation>कतार में {count} और काम</translation>
    </message>
  </context>
  <context>
    <name>CoolingButton</name>
    <message>
      <source>The server limits requests.</source>
      <translation>सर्वर ने रिक्वेस्ट सीमित कर दी हैं।</translation>
    </message>
    <message>
      <source>{action} · {seconds} s</source>
      <translation>{action} · {seconds} से॰</translation>
    </message>
    <message>
      <source>{why} Possible again in {left}.</source>
      <translation>{why} {left} में फिर संभव।</translation>
    </message>
    <message>
      <source>{why} Possible again in {left}, at {until}.</source>
      <translation>{why} {left} में, {until} पर फिर संभव।</translation>
    </message>
  </context>
  <context>
    <name>Crash</name>
    <message>
      <source>Something unexpected happened</source>
      <translation>कुछ अप्रत्याशित हुआ</translation>
    </message>
    <message>
      <source>A part of the console failed in a way that was not foreseen. The rest goes on. What you were doing may not be complete: look at it before you repeat it. The details below hold no key and no whole phone number; send them to whoever looks after the console.</source>
      <translation>कंसोल का एक हिस्सा ऐसे विफल हुआ जिसकी उम्मीद नहीं थी। बाकी सब चल रहा है। आप जो कर रहे थे वह शायद पूरा न हुआ हो: दोहराने से पहले देख लें। नीचे के विवरण में कोई key और कोई पूरा फ़ोन नंबर नहीं है; इसे कंसोल की देखरेख करने वाले को भेजें।</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>विवरण</translation>
    </message>
    <message>
      <source>Copy details</source>
      <translation>विवरण कॉपी करें</translation>
    </message>
    <message>
      <source>Open log folder</source>
      <translation>लॉग फ़ोल्डर खोलें</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>जारी रखें</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>कॉपी हुआ</translation>
    </message>
    <message>
      <source>{count} errors so far. The details are of the first; the log has one of each.</source>
      <translation>अब तक {count} गड़बड़ियाँ। विवरण पहली का है; लॉग में हर तरह की एक है।</translation>
    </message>
  </context>
  <context>
    <name>DateField</name>
    <message>
      <source>Year-month-day in this computer's time zone; empty for any day</source>
      <translation>इस कंप्यूटर के समय क्षेत्र में वर्ष-महीना-दिन; खाली यानी कोई भी दिन</translation>
    </message>
    <message>
      <source>Choose a day</source>
      <translation>दिन चुनें</translation>
    </message>
    <message>
      <source>This is no day. Write it like 2026-06-12, or leave it empty.</source>
      <translation>यह कोई तारीख नहीं है। इसे 2026-06-12 की तरह लिखें, या खाली छोड़ें।</translation>
    </message>
    <message>
      <source>Previous month</source>
      <translation>पिछला महीना</translation>
    </message>
    <message>
      <source>Next month</source>
      <translation>अगला महीना</translation>
    </message>
    <message>
      <source>Days of the month</source>
      <translation>महीने के दिन</translation>
    </message>
    <message>
      <source>{name}: 2026-06-12, or empty</source>
      <translation>{name}: 2026-06-12, या खाली</translation>
    </message>
    <message>
      <source>Year</source>
      <translation>वर्ष</translation>
    </message>
  </context>
  <context>
    <name>DropFrame</name>
    <message>
      <source>Only files on this computer can be dropped here.</source>
      <translation>यहाँ सिर्फ़ इस कंप्यूटर की फ़ाइलें छोड़ी जा सकती हैं।</translation>
    </message>
    <message>
      <source>{name} is a folder. Drop the lead file inside it.</source>
      <translation>{name} एक फ़ोल्डर है। उसके अंदर की लीड फ़ाइल यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>{name} is not a lead file. CSV, XLSX and XLS can be used.</source>
      <translation>{name} लीड फ़ाइल नहीं है। CSV, XLSX और XLS चलती हैं।</translation>
    </message>
    <message>
      <source>Let go to check {names}</source>
      <translation>{names} की जाँच के लिए छोड़ें</translation>
    </message>
  </context>
  <context>
    <name>Edit</name>
    <message>
      <source>There is nothing to select here.</source>
      <translation>यहाँ चुनने के लिए कुछ नहीं है।</translation>
    </message>
    <message>
      <source>Nothing is selected that can be copied.</source>
      <translation>ऐसा कुछ नहीं चुना गया जिसे कॉपी किया जा सके।</translation>
    </message>
    <message>
      <source>Nothing can be pasted here.</source>
      <translation>यहाँ कुछ पेस्ट नहीं किया जा सकता।</translation>
    </message>
  </context>
  <context>
    <name>Errors</name>
    <message>
      <source>Enter the address of the API, for example {example}.</source>
      <translation>API का पता लिखें, जैसे {example}।</translation>
    </message>
    <message>
      <source>The address has characters that do not belong there. Type it by hand: it may be a look-alike.</source>
      <translation>पते में ऐसे अक्षर हैं जो वहाँ नहीं होने चाहिए। इसे हाथ से लिखें: यह मिलता-जुलता नकली पता हो सकता है।</translation>
    </message>
    <message>
      <source>The address must not hold a user name or password (the part before @).</source>
      <translation>पते में यूज़र नाम या पासवर्ड (@ से पहले का हिस्सा) नहीं होना चाहिए।</translation>
    </message>
    <message>
      <source>The address must end with the path: leave out everything from ? or # on.</source>
      <translation>पता पाथ पर खत्म होना चाहिए: ? या # से आगे का सब हटा दें।</translation>
    </message>
    <message>
      <source>The address must start with https://.</source>
      <translation>पता https:// से शुरू होना चाहिए।</translation>
    </message>
    <message>
      <source>This is not a web address. Example: {example}</source>
      <translation>यह वेब पता नहीं है। उदाहरण: {example}</translation>
    </message>
    <message>
      <source>The address must start with https://, or the key would cross the network unprotected.</source>
      <translation>पता https:// से शुरू होना चाहिए, नहीं तो key नेटवर्क पर असुरक्षित जाएगी।</translation>
    </message>
    <message>
      <source>more data than any answer should hold</source>
      <translation>किसी भी जवाब में जितना होना चाहिए उससे ज़्यादा डेटा</translation>
    </message>
    <message>
      <source>an unknown encoding</source>
      <translation>अज्ञात एन्कोडिंग</translation>
    </message>
    <message>
      <source>a broken encoding</source>
      <translation>टूटी हुई एन्कोडिंग</translation>
    </message>
    <message>
      <source>a record without an id</source>
      <translation>बिना id का रिकॉर्ड</translation>
    </message>
    <message>
      <source>no confirmation</source>
      <translation>पुष्टि नहीं</translation>
    </message>
    <message>
      <source>a new key without its secret</source>
      <translation>बिना secret की नई key</translation>
    </message>
    <message>
      <source>The change is not confirmed: the campaign still says {status}. Refresh, then try again.</source>
      <translation>बदलाव की पुष्टि नहीं हुई: कैंपेन अब भी “{status}” बताता है। रिफ़्रेश करें, फिर दोबारा कोशिश करें।</translation>
    </message>
    <message>
      <source>The change is not confirmed, and the campaign could not be read again. Refresh to see its state.</source>
      <translation>बदलाव की पुष्टि नहीं हुई, और कैंपेन फिर से पढ़ा नहीं जा सका। उसकी स्थिति देखने के लिए रिफ़्रेश करें।</translation>
    </message>
    <message>
      <source>This server offers no way to change a campaign's status. Use the DialNexa dashboard for that.</source>
      <translation>इस सर्वर पर कैंपेन की स्थिति बदलने का कोई तरीका नहीं है। इसके लिए DialNexa डैशबोर्ड का उपयोग करें।</translation>
    </message>
    <message>
      <source>{host} accepted the change, but the campaign could not be read again. Refresh to see its state.</source>
      <translation>{host} ने बदलाव स्वीकार किया, पर कैंपेन फिर से पढ़ा नहीं जा सका। उसकी स्थिति देखने के लिए रिफ़्रेश करें।</translation>
    </message>
    <message>
      <source>no address</source>
      <translation>कोई पता नहीं</translation>
    </message>
    <message>
      <source>more values than any answer should hold</source>
      <translation>किसी भी जवाब में जितने होने चाहिए उससे ज़्यादा मान</translation>
    </message>
    <message>
      <source>nested too deeply</source>
      <translation>बहुत गहराई तक नेस्टेड</translation>
    </message>
    <message>
      <source>unreadable data</source>
      <translation>न पढ़ा जा सकने वाला डेटा</translation>
    </message>
    <message>
      <source>no list</source>
      <translation>कोई सूची नहीं</translation>
    </message>
    <message>
      <source>no record</source>
      <translation>कोई रिकॉर्ड नहीं</translation>
    </message>
    <message>
      <source>a list of something else</source>
      <translation>किसी और चीज़ की सूची</translation>
    </message>
    <message>
      <source>This entry has no usable id, so the server cannot be asked about it.</source>
      <translation>इस प्रविष्टि में उपयोगी id नहीं है, इसलिए सर्वर से इसके बारे में पूछा नहीं जा सकता।</translation>
    </message>
    <message>
      <source>The change is not confirmed, and {host} could not be asked about it. Look before you repeat it.</source>
      <translation>बदलाव की पुष्टि नहीं हुई, और {host} से इसके बारे में पूछा नहीं जा सका। दोहराने से पहले देख लें।</translation>
    </message>
    <message>
      <source>The change is not confirmed: {host} does not show it so far. Look again before you repeat it.</source>
      <translation>बदलाव की पुष्टि नहीं हुई: {host} पर यह अब तक नहीं दिखता। दोहराने से पहले फिर देखें।</translation>
    </message>
    <message>
      <source>a web page</source>
      <translation>कोई वेब पेज</translation>
    </message>
    <message>
      <source>The server did not take this: it is too large.</source>
      <translation>सर्वर ने यह नहीं लिया: यह बहुत बड़ा है।</translation>
    </message>
    <message>
      <source>{host} did not answer within {seconds} seconds. It is not known whether the change was made: look before you repeat it.</source>
      <translation>{host} ने {seconds} सेकंड में जवाब नहीं दिया। पता नहीं कि बदलाव हुआ या नहीं: दोहराने से पहले देख लें।</translation>
    </message>
    <message>
      <source>The connection to {host} broke off. It is not known whether the change was made: look before you repeat it.</source>
      <translation>{host} से कनेक्शन टूट गया। पता नहीं कि बदलाव हुआ या नहीं: दोहराने से पहले देख लें।</translation>
    </message>
    <message>
      <source>{host} could not be reached. Check the network connection; nothing was changed.</source>
      <translation>{host} तक पहुँच नहीं हो सकी। नेटवर्क कनेक्शन जाँचें; कुछ नहीं बदला गया।</translation>
    </message>
    <message>
      <source>{host} did not answer within {seconds} seconds. Try again in a moment.</source>
      <translation>{host} ने {seconds} सेकंड में जवाब नहीं दिया। थोड़ी देर में फिर कोशिश करें।</translation>
    </message>
    <message>
      <source>The connection to {host} broke off before the answer was complete. Try again.</source>
      <translation>जवाब पूरा होने से पहले {host} से कनेक्शन टूट गया। फिर कोशिश करें।</translation>
    </message>
    <message>
      <source>The identity of {host} could not be confirmed, so nothing was sent. Check the address, and the date and certificates of this computer.</source>
      <translation>{host} की पहचान की पुष्टि नहीं हो सकी, इसलिए कुछ नहीं भेजा गया। पता, और इस कंप्यूटर की तारीख और सर्टिफ़िकेट जाँचें।</translation>
    </message>
    <message>
      <source>{host} could not be found. Check the network connection and the address of this profile.</source>
      <translation>{host} नहीं मिला। नेटवर्क कनेक्शन और इस प्रोफ़ाइल का पता जाँचें।</translation>
    </message>
    <message>
      <source>{host} does not accept connections at the moment. Check the address of this profile.</source>
      <translation>{host} अभी कनेक्शन स्वीकार नहीं कर रहा। इस प्रोफ़ाइल का पता जाँचें।</translation>
    </message>
    <message>
      <source>The connection to {host} is closed.</source>
      <translation>{host} से कनेक्शन बंद है।</translation>
    </message>
    <message>
      <source>{host} could not be reached within {seconds} seconds. Nothing was changed.</source>
      <translation>{seconds} सेकंड में {host} तक पहुँच नहीं हो सकी। कुछ नहीं बदला गया।</translation>
    </message>
    <message>
      <source>{host} does not give the file itself ({what}).</source>
      <translation>{host} फ़ाइल खुद नहीं देता ({what})।</translation>
    </message>
    <message>
      <source>{host} did not give the file within {seconds} seconds.</source>
      <translation>{host} ने {seconds} सेकंड में फ़ाइल नहीं दी।</translation>
    </message>
    <message>
      <source>a redirect to another address</source>
      <translation>दूसरे पते पर रीडायरेक्ट</translation>
    </message>
    <message>
      <source>The identity of {host} could not be confirmed, so nothing was fetched from it.</source>
      <translation>{host} की पहचान पक्की नहीं हो सकी, इसलिए वहाँ से कुछ नहीं लाया गया।</translation>
    </message>
    <message>
      <source>The file could not be fetched from {host}. Check the network connection and try again.</source>
      <translation>{host} से फ़ाइल नहीं लाई जा सकी। नेटवर्क कनेक्शन जाँचें और फिर कोशिश करें।</translation>
    </message>
    <message>
      <source>an upload result without counts</source>
      <translation>बिना गिनती का अपलोड नतीजा</translation>
    </message>
    <message>
      <source>no upload result</source>
      <translation>कोई अपलोड नतीजा नहीं</translation>
    </message>
    <message>
      <source>{name} could not be written ({reason}).</source>
      <translation>{name} लिखी नहीं जा सकी ({reason})।</translation>
    </message>
    <message>
      <source>The export was stopped. Nothing was written.</source>
      <translation>निर्यात रोक दिया गया। कुछ नहीं लिखा गया।</translation>
    </message>
    <message>
      <source>{name} would have more rows than a workbook takes (1,048,575). Choose CSV, or fewer calls.</source>
      <translation>{name} में वर्कबुक की सीमा (1,048,575) से ज़्यादा पंक्तियाँ होंगी। CSV चुनें, या कम कॉलें।</translation>
    </message>
    <message>
      <source>The copy of the calls on this computer cannot be used ({reason}).</source>
      <translation>इस कंप्यूटर पर कॉलों की प्रति काम में नहीं ली जा सकती ({reason})।</translation>
    </message>
    <message>
      <source>The copy of the calls was written by a newer version of this program.</source>
      <translation>कॉलों की प्रति इस प्रोग्राम के नए संस्करण ने लिखी है।</translation>
    </message>
    <message>
      <source>The server has no recording of this call.</source>
      <translation>सर्वर के पास इस कॉल की रिकॉर्डिंग नहीं है।</translation>
    </message>
    <message>
      <source>The link to this recording is not one that is opened from here.</source>
      <translation>इस रिकॉर्डिंग का लिंक ऐसा नहीं है जो यहाँ से खोला जाए।</translation>
    </message>
    <message>
      <source>The link to this recording is not accepted ({status}), although it is new. It may have been deleted.</source>
      <translation>इस रिकॉर्डिंग का लिंक नया होने पर भी स्वीकार नहीं हुआ ({status})। शायद रिकॉर्डिंग हटा दी गई है।</translation>
    </message>
    <message>
      <source>The recording could not be fetched ({status}). Try again later.</source>
      <translation>रिकॉर्डिंग नहीं लाई जा सकी ({status})। बाद में फिर कोशिश करें।</translation>
    </message>
    <message>
      <source>The filters could not be saved ({reason}).</source>
      <translation>फ़िल्टर सहेजे नहीं जा सके ({reason})।</translation>
    </message>
    <message>
      <source>The change was accepted, but the campaign could not be read again. Refresh to see it.</source>
      <translation>बदलाव स्वीकार हुआ, पर कैंपेन फिर से पढ़ा नहीं जा सका। देखने के लिए रिफ़्रेश करें।</translation>
    </message>
    <message>
      <source>Nothing can be kept in {folder} ({reason}). Check that it is yours, or give another with --data-dir.</source>
      <translation>{folder} में कुछ नहीं रखा जा सकता ({reason})। जाँचें कि यह आपका है, या --data-dir से दूसरा दें।</translation>
    </message>
    <message>
      <source>This machine offers no keyring. On Linux, start GNOME Keyring or KWallet in this session.</source>
      <translation>इस मशीन पर कीरिंग उपलब्ध नहीं है। Linux पर इस सत्र में GNOME Keyring या KWallet चालू करें।</translation>
    </message>
    <message>
      <source>The keyring that is set up here ({name}) does not protect keys, so it is not used.</source>
      <translation>यहाँ सेट की गई कीरिंग ({name}) key को सुरक्षित नहीं रखती, इसलिए उसका उपयोग नहीं किया जाता।</translation>
    </message>
    <message>
      <source>The keyring stayed locked: its password was not given. Unlock it and try again.</source>
      <translation>कीरिंग लॉक ही रही: उसका पासवर्ड नहीं दिया गया। उसे अनलॉक करें और फिर कोशिश करें।</translation>
    </message>
    <message>
      <source>The keyring service does not answer in this session. Start GNOME Keyring or KWallet and try again.</source>
      <translation>इस सत्र में कीरिंग सेवा जवाब नहीं दे रही। GNOME Keyring या KWallet चालू करें और फिर कोशिश करें।</translation>
    </message>
    <message>
      <source>The keyring did not answer within {seconds:.0f} seconds. Look for its password prompt, or restart it.</source>
      <translation>कीरिंग ने {seconds:.0f} सेकंड में जवाब नहीं दिया। उसके पासवर्ड की विंडो देखें, या उसे फिर चालू करें।</translation>
    </message>
    <message>
      <source>The keyring failed ({what}).</source>
      <translation>कीरिंग विफल रही ({what})।</translation>
    </message>
    <message>
      <source>The keyring did not give back what was stored in it.</source>
      <translation>कीरिंग ने वह वापस नहीं दिया जो उसमें रखा गया था।</translation>
    </message>
    <message>
      <source>This key is too long for the keyring of Windows ({size} bytes, {most} at most). Check what was pasted.</source>
      <translation>यह key Windows की कीरिंग के लिए बहुत लंबी है ({size} बाइट, अधिकतम {most})। जाँचें कि क्या पेस्ट किया गया।</translation>
    </message>
    <message>
      <source>The keyring did not remove the key. Remove it with the system's password manager.</source>
      <translation>कीरिंग ने key नहीं हटाई। इसे सिस्टम के पासवर्ड मैनेजर से हटाएँ।</translation>
    </message>
    <message>
      <source>The stored key cannot be used. Enter it again.</source>
      <translation>सहेजी गई key काम नहीं आ सकती। इसे फिर दर्ज करें।</translation>
    </message>
    <message>
      <source>The demo server does not answer.</source>
      <translation>डेमो सर्वर जवाब नहीं दे रहा।</translation>
    </message>
    <message>
      <source>The demo server did not start. Run dialnexa-sandbox in a terminal to see why.</source>
      <translation>डेमो सर्वर शुरू नहीं हुआ। कारण जानने के लिए टर्मिनल में dialnexa-sandbox चलाएँ।</translation>
    </message>
    <message>
      <source>no reason given</source>
      <translation>कोई कारण नहीं दिया गया</translation>
    </message>
    <message>
      <source>Something went wrong.</source>
      <translation>कुछ गड़बड़ हो गई।</translation>
    </message>
    <message>
      <source>The server could not be reached. Check the connection; nothing was changed.</source>
      <translation>सर्वर तक पहुँच नहीं हो सकी। कनेक्शन जाँचें; कुछ नहीं बदला गया।</translation>
    </message>
    <message>
      <source>{host} answered, but not like the DialNexa API ({what}). Check the address of this profile.</source>
      <translation>{host} ने जवाब दिया, पर DialNexa API की तरह नहीं ({what})। इस प्रोफ़ाइल का पता जाँचें।</translation>
    </message>
    <message>
      <source>The server refused this ({status}): {reason}</source>
      <translation>सर्वर ने इसे अस्वीकार किया ({status}): {reason}</translation>
    </message>
    <message>
      <source>The API key was refused. Open the profile and enter a valid key.</source>
      <translation>API key अस्वीकार कर दी गई। प्रोफ़ाइल खोलें और मान्य key दर्ज करें।</translation>
    </message>
    <message>
      <source>This key is not allowed to do that: {reason}</source>
      <translation>इस key को यह करने की अनुमति नहीं है: {reason}</translation>
    </message>
    <message>
      <source>The server does not know this any more: {reason}</source>
      <translation>सर्वर अब इसे नहीं पहचानता: {reason}</translation>
    </message>
    <message>
      <source>Not possible in the present state: {reason}</source>
      <translation>मौजूदा स्थिति में संभव नहीं: {reason}</translation>
    </message>
    <message>
      <source>The server did not accept this: {reason}</source>
      <translation>सर्वर ने यह स्वीकार नहीं किया: {reason}</translation>
    </message>
    <message>
      <source>The server has a problem ({status}). Try again in a moment.</source>
      <translation>सर्वर में समस्या है ({status})। थोड़ी देर में फिर कोशिश करें।</translation>
    </message>
    <message>
      <source>The server is still limiting requests after {tries} tries. Try again later.</source>
      <translation>{tries} कोशिशों के बाद भी सर्वर रिक्वेस्ट सीमित कर रहा है। बाद में फिर कोशिश करें।</translation>
    </message>
    <message>
      <source>{waiting} requests are already waiting for their turn. Wait until some are done.</source>
      <translation>{waiting} रिक्वेस्ट पहले से अपनी बारी का इंतज़ार कर रही हैं। कुछ के पूरी होने तक रुकें।</translation>
    </message>
    <message>
      <source>This profile is read-only, so nothing is changed on the server. Nothing was sent.</source>
      <translation>यह प्रोफ़ाइल केवल पढ़ने के लिए है, इसलिए सर्वर पर कुछ नहीं बदला जाता। कुछ भी नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>{name} cannot be read as a lead file.</source>
      <translation>{name} को लीड फ़ाइल के रूप में पढ़ा नहीं जा सकता।</translation>
    </message>
    <message>
      <source>The key could not be stored.</source>
      <translation>key सहेजी नहीं जा सकी।</translation>
    </message>
    <message>
      <source>The console is open already with this data folder: its window was brought to the front.</source>
      <translation>इस डेटा फ़ोल्डर के साथ कंसोल पहले से खुला है: उसकी विंडो सामने लाई गई।</translation>
    </message>
    <message>
      <source>The console is open already with this data folder: its window was brought to the front. Profile, address and key of this start were not handed over; close that window first, or use another --data-dir.</source>
      <translation>इस डेटा फ़ोल्डर के साथ कंसोल पहले से खुला है: उसकी विंडो सामने लाई गई। इस बार का प्रोफ़ाइल, पता और key उसे नहीं दिए गए; पहले वह विंडो बंद करें या दूसरा --data-dir दें।</translation>
    </message>
    <message>
      <source>Another console (process {process}) has the data folder {folder} and does not answer. End it, or use another --data-dir.</source>
      <translation>डेटा फ़ोल्डर {folder} दूसरे कंसोल (प्रोसेस {process}) के पास है और वह उत्तर नहीं दे रहा। उसे बंद करें या दूसरा --data-dir दें।</translation>
    </message>
    <message>
      <source>{campaign} could not be paused: the server still says {status}. No lead was sent.</source>
      <translation>{campaign} पॉज़ नहीं हो सका: सर्वर अब भी {status} कहता है। कोई लीड नहीं भेजी गई।</translation>
    </message>
    <message>
      <source>Cancelled while {campaign} was being paused. No lead was sent.</source>
      <translation>{campaign} को पॉज़ करते समय रद्द किया गया। कोई लीड नहीं भेजी गई।</translation>
    </message>
    <message>
      <source>The address has characters that do not belong there. Example: {example}</source>
      <translation>पते में ऐसे अक्षर हैं जो वहाँ नहीं होने चाहिए। उदाहरण: {example}</translation>
    </message>
    <message>
      <source>SOCKS proxies are not supported. Use an HTTP proxy, for example {example}</source>
      <translation>SOCKS प्रॉक्सी नहीं चलतीं। HTTP प्रॉक्सी का उपयोग करें, जैसे {example}</translation>
    </message>
    <message>
      <source>The address of a proxy starts with http:// or https://. Example: {example}</source>
      <translation>प्रॉक्सी का पता http:// या https:// से शुरू होता है। उदाहरण: {example}</translation>
    </message>
    <message>
      <source>The address ends after the port. Example: {example}</source>
      <translation>पता पोर्ट के बाद खत्म हो जाता है। उदाहरण: {example}</translation>
    </message>
    <message>
      <source>Add the port of the proxy, for example {example}</source>
      <translation>प्रॉक्सी का पोर्ट जोड़ें, जैसे {example}</translation>
    </message>
    <message>
      <source>This is not the address of a proxy. Example: {example}</source>
      <translation>यह प्रॉक्सी का पता नहीं है। उदाहरण: {example}</translation>
    </message>
    <message>
      <source>It was written by a newer version of this program.</source>
      <translation>इसे इस प्रोग्राम के किसी नए संस्करण ने लिखा है।</translation>
    </message>
    <message>
      <source>This does not look like a whole DialNexa key (key id, a colon, secret). It is used as it is.</source>
      <translation>यह पूरी DialNexa key जैसी नहीं लगती (key id, कोलन, secret)। इसे जैसी है वैसी ही इस्तेमाल किया जाएगा।</translation>
    </message>
    <message>
      <source>Enter an API key.</source>
      <translation>API key दर्ज करें।</translation>
    </message>
    <message>
      <source>The key has blanks or line breaks inside. Copy it again, in one piece.</source>
      <translation>key के बीच में खाली जगह या नई पंक्ति है। इसे फिर से, एक साथ कॉपी करें।</translation>
    </message>
    <message>
      <source>The key has characters that no API key has. Copy it again from the DialNexa dashboard.</source>
      <translation>key में ऐसे अक्षर हैं जो किसी API key में नहीं होते। इसे DialNexa डैशबोर्ड से फिर कॉपी करें।</translation>
    </message>
    <message>
      <source>Nothing could be saved in {folder} ({reason}). Check that the disk is not full and the folder is yours.</source>
      <translation>{folder} में कुछ सहेजा नहीं जा सका ({reason})। जाँचें कि डिस्क भरी न हो और फ़ोल्डर आपका हो।</translation>
    </message>
    <message>
      <source>Give the profile a name.</source>
      <translation>प्रोफ़ाइल को नाम दें।</translation>
    </message>
    <message>
      <source>There is a profile named {name} already. Choose another name.</source>
      <translation>{name} नाम की प्रोफ़ाइल पहले से है। दूसरा नाम चुनें।</translation>
    </message>
    <message>
      <source>A profile has an id that names no folder.</source>
      <translation>एक प्रोफ़ाइल की id से कोई फ़ोल्डर नहीं बन सकता।</translation>
    </message>
  </context>
  <context>
    <name>Gauge</name>
    <message>
      <source>API quota</source>
      <translation>API कोटा</translation>
    </message>
    <message>
      <source>s</source>
      <translation>से॰</translation>
    </message>
    <message>
      <source>Not yet told</source>
      <translation>अभी नहीं बताया</translation>
    </message>
    <message>
      <source>seconds left</source>
      <translation>सेकंड बाकी</translation>
    </message>
    <message>
      <source>unknown</source>
      <translation>अज्ञात</translation>
    </message>
    <message>
      <source>Quota unknown</source>
      <translation>कोटा अज्ञात</translation>
    </message>
    <message>
      <source>the server has not said</source>
      <translation>सर्वर ने नहीं बताया</translation>
    </message>
    <message>
      <source>reset time not told</source>
      <translation>रीसेट का समय नहीं बताया</translation>
    </message>
    <message>
      <source>of {limit} left</source>
      <translation>{limit} में से बाकी</translation>
    </message>
    <message>
      <source>Plenty</source>
      <translation>पर्याप्त</translation>
    </message>
    <message>
      <source>Low</source>
      <translation>कम</translation>
    </message>
    <message>
      <source>Empty</source>
      <translation>खत्म</translation>
    </message>
    <message>
      <source>Rate limited</source>
      <translation>सीमा लागू</translation>
    </message>
    <message>
      <source>{remaining} of {limit} requests left</source>
      <translation>{limit} में से {remaining} रिक्वेस्ट बाकी</translation>
    </message>
    <message>
      <source>requests go on by themselves</source>
      <translation>रिक्वेस्ट अपने आप जारी होंगी</translation>
    </message>
    <message>
      <source>resets in {seconds} s · at {time}</source>
      <translation>{seconds} से॰ में रीसेट · {time} पर</translation>
    </message>
    <message>
      <source>{requests}, resets in {left}</source>
      <translation>{requests}, {left} में रीसेट</translation>
    </message>
    <message>
      <source>Rate limited · {seconds} s</source>
      <translation>सीमा लागू · {seconds} से॰</translation>
    </message>
    <message>
      <source>requests go on at {time}</source>
      <translation>रिक्वेस्ट {time} पर जारी होंगी</translation>
    </message>
    <message>
      <source>low · resets in {seconds} s</source>
      <translation>कम · {seconds} से॰ में रीसेट</translation>
    </message>
    <message>
      <source>empty · resets in {seconds} s</source>
      <translation>खत्म · {seconds} से॰ में रीसेट</translation>
    </message>
    <message>
      <source>resets in {seconds} s</source>
      <translation>{seconds} से॰ में रीसेट</translation>
    </message>
    <message>
      <source>Rate limited, {left} left</source>
      <translation>सीमा लागू, {left} बाकी</translation>
    </message>
  </context>
  <context>
    <name>Header</name>
    <message>
      <source>Profile</source>
      <translation>प्रोफ़ाइल</translation>
    </message>
    <message>
      <source>Manage profiles…</source>
      <translation>प्रोफ़ाइल प्रबंधित करें…</translation>
    </message>
    <message>
      <source>invented data, no real call</source>
      <translation>काल्पनिक डेटा, कोई असली कॉल नहीं</translation>
    </message>
    <message>
      <source>Connection</source>
      <translation>कनेक्शन</translation>
    </message>
    <message>
      <source>Add a profile…</source>
      <translation>प्रोफ़ाइल जोड़ें…</translation>
    </message>
    <message>
      <source>key ends in …{hint}</source>
      <translation>key के अंत में …{hint}</translation>
    </message>
    <message>
      <source>No profile</source>
      <translation>कोई प्रोफ़ाइल नहीं</translation>
    </message>
    <message>
      <source>Connected</source>
      <translation>कनेक्टेड</translation>
    </message>
    <message>
      <source>Offline</source>
      <translation>ऑफ़लाइन</translation>
    </message>
    <message>
      <source>Key refused</source>
      <translation>key अस्वीकार</translation>
    </message>
    <message>
      <source>Rate limited</source>
      <translation>सीमा लागू</translation>
    </message>
    <message>
      <source>Connecting…</source>
      <translation>कनेक्ट हो रहा है…</translation>
    </message>
    <message>
      <source>Not connected</source>
      <translation>कनेक्टेड नहीं</translation>
    </message>
    <message>
      <source>Read-only</source>
      <translation>केवल पढ़ने के लिए</translation>
    </message>
  </context>
  <context>
    <name>HttpAnswer</name>
    <message>
      <source>broken off</source>
      <translation>टूट गया</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>रद्द</translation>
    </message>
    <message>
      <source>not sent</source>
      <translation>नहीं भेजा गया</translation>
    </message>
    <message>
      <source>odd answer</source>
      <translation>अजीब जवाब</translation>
    </message>
    <message>
      <source>OK</source>
      <translation>ठीक</translation>
    </message>
    <message>
      <source>Created</source>
      <translation>बनाया गया</translation>
    </message>
    <message>
      <source>Accepted</source>
      <translation>स्वीकृत</translation>
    </message>
    <message>
      <source>No content</source>
      <translation>कोई सामग्री नहीं</translation>
    </message>
    <message>
      <source>Not modified</source>
      <translation>कोई बदलाव नहीं</translation>
    </message>
    <message>
      <source>Bad request</source>
      <translation>गलत रिक्वेस्ट</translation>
    </message>
    <message>
      <source>Key refused</source>
      <translation>key अस्वीकार</translation>
    </message>
    <message>
      <source>Payment required</source>
      <translation>भुगतान ज़रूरी</translation>
    </message>
    <message>
      <source>Not allowed</source>
      <translation>अनुमति नहीं</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>नहीं मिला</translation>
    </message>
    <message>
      <source>Not offered</source>
      <translation>उपलब्ध नहीं कराया</translation>
    </message>
    <message>
      <source>Conflict</source>
      <translation>टकराव</translation>
    </message>
    <message>
      <source>Too large</source>
      <translation>बहुत बड़ा</translation>
    </message>
    <message>
      <source>Wrong type</source>
      <translation>गलत प्रकार</translation>
    </message>
    <message>
      <source>Not accepted</source>
      <translation>स्वीकार नहीं</translation>
    </message>
    <message>
      <source>Rate limited</source>
      <translation>सीमा लागू</translation>
    </message>
    <message>
      <source>Server error</source>
      <translation>सर्वर की गड़बड़ी</translation>
    </message>
    <message>
      <source>Bad gateway</source>
      <translation>गेटवे की गड़बड़ी</translation>
    </message>
    <message>
      <source>Unavailable</source>
      <translation>उपलब्ध नहीं</translation>
    </message>
    <message>
      <source>Gateway timeout</source>
      <translation>गेटवे का समय खत्म</translation>
    </message>
  </context>
  <context>
    <name>KeyDialog</name>
    <message>
      <source>Add a profile</source>
      <translation>प्रोफ़ाइल जोड़ें</translation>
    </message>
    <message>
      <source>Key of this profile</source>
      <translation>इस प्रोफ़ाइल की key</translation>
    </message>
    <message>
      <source>Profile name</source>
      <translation>प्रोफ़ाइल का नाम</translation>
    </message>
    <message>
      <source>API key</source>
      <translation>API key</translation>
    </message>
    <message>
      <source>Server address</source>
      <translation>सर्वर का पता</translation>
    </message>
    <message>
      <source>Test and save</source>
      <translation>जाँचें और सहेजें</translation>
    </message>
    <message>
      <source>Save without testing</source>
      <translation>बिना जाँचे सहेजें</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>रद्द करें</translation>
    </message>
    <message>
      <source>Paste the whole key. It goes into this computer's keyring and is sent to this server only.</source>
      <translation>पूरी key पेस्ट करें। यह इस कंप्यूटर की कीरिंग में रखी जाती है और सिर्फ़ इसी सर्वर को भेजी जाती है।</translation>
    </message>
    <message>
      <source>My workspace</source>
      <translation>मेरा वर्कस्पेस</translation>
    </message>
    <message>
      <source>Testing…</source>
      <translation>जाँच हो रही है…</translation>
    </message>
    <message>
      <source>The server has asked this key to pause. It is tested when the pause is over.</source>
      <translation>सर्वर ने इस कुंजी को रुकने को कहा है। विराम समाप्त होते ही इसकी जाँच होगी।</translation>
    </message>
    <message>
      <source>The server refused this key. Check that it is whole and still valid.</source>
      <translation>सर्वर ने यह key अस्वीकार की। जाँचें कि यह पूरी है और अब भी मान्य है।</translation>
    </message>
    <message>
      <source>There is no DialNexa API at this address. Check it, the path included.</source>
      <translation>इस पते पर DialNexa API नहीं है। पाथ सहित पता जाँचें।</translation>
    </message>
    <message>
      <source>There is a profile named {name} already. Choose another name.</source>
      <translation>{name} नाम की प्रोफ़ाइल पहले से है। दूसरा नाम चुनें।</translation>
    </message>
  </context>
  <context>
    <name>LeadSteps</name>
    <message>
      <source>Drop</source>
      <translation>फ़ाइल छोड़ें</translation>
    </message>
  </context>
  <context>
    <name>Leads</name>
    <message>
      <source>Closing keeps the question: it stays listed under Earlier uploads.</source>
      <translation>बंद करने पर भी सवाल बना रहता है: यह “पिछले अपलोड” में दिखता रहेगा।</translation>
    </message>
    <message>
      <source>The server may have taken them, or not. Sending them again could call people twice.</source>
      <translation>हो सकता है सर्वर ने इन्हें ले लिया हो, या नहीं। फिर भेजने पर लोगों को दो बार कॉल जा सकती है।</translation>
    </message>
    <message>
      <source>Nothing has been sent to this campaign from here since.</source>
      <translation>तब से यहाँ से इस कैंपेन में कुछ नहीं भेजा गया है।</translation>
    </message>
    <message>
      <source>Save these rows</source>
      <translation>ये पंक्तियाँ सहेजें</translation>
    </message>
    <message>
      <source>Check again</source>
      <translation>फिर जाँचें</translation>
    </message>
    <message>
      <source>Reads the campaign's counter once more. No lead is sent.</source>
      <translation>कैंपेन का काउंटर एक बार और पढ़ता है। कोई लीड नहीं भेजी जाती।</translation>
    </message>
    <message>
      <source>All are there</source>
      <translation>सब पहुँच गईं</translation>
    </message>
    <message>
      <source>None is there: send again</source>
      <translation>कोई नहीं पहुँची: फिर भेजें</translation>
    </message>
    <message>
      <source>Number of rows, to confirm</source>
      <translation>पुष्टि के लिए पंक्तियों की संख्या</translation>
    </message>
    <message>
      <source>Decide later</source>
      <translation>बाद में तय करें</translation>
    </message>
    <message>
      <source>The {rows} wait with the parts after them and go first. Whoever did arrive is called twice.</source>
      <translation>ये {rows} बाद के भागों के साथ रुकती हैं और पहले जाती हैं। जो पहुँच चुके हैं, उन्हें दो बार कॉल जाएगा।</translation>
    </message>
    <message>
      <source>Brings the {rows} back, to be checked and sent. Whoever did arrive would be called twice.</source>
      <translation>{rows} जाँचने और भेजने के लिए वापस आती हैं। जो सचमुच पहुँच चुके हैं उन्हें दो बार कॉल जाएगी।</translation>
    </message>
    <message>
      <source>Did this lead arrive?</source>
      <translation>क्या यह लीड पहुँची?</translation>
    </message>
    <message>
      <source>No answer told what became of them</source>
      <translation>किसी जवाब से पता नहीं चला कि इनका क्या हुआ</translation>
    </message>
    <message>
      <source>The rows were saved to a file, and the campaign is free for other leads.</source>
      <translation>पंक्तियाँ एक फ़ाइल में सहेजी गईं, और कैंपेन दूसरी लीड के लिए खाली है।</translation>
    </message>
    <message>
      <source>Writes the {rows} to a file and frees the campaign. Nothing is sent.</source>
      <translation>{rows} एक फ़ाइल में लिखता है और कैंपेन को खाली करता है। कुछ नहीं भेजा जाता।</translation>
    </message>
    <message>
      <source>Writes the numbers of the {rows}, which is all that is kept, and frees the campaign.</source>
      <translation>नंबर एक फ़ाइल में लिखता है ({rows}), बस वही रखे गए हैं, और कैंपेन को खाली करता है।</translation>
    </message>
    <message>
      <source>the server did not say how many there were before, so the counter proves nothing</source>
      <translation>सर्वर ने नहीं बताया कि पहले कितनी थीं, इसलिए काउंटर से कुछ साबित नहीं होता</translation>
    </message>
    <message>
      <source>not counted since</source>
      <translation>तब से नहीं गिना गया</translation>
    </message>
    <message>
      <source>neither answer fits</source>
      <translation>कोई भी जवाब मेल नहीं खाता</translation>
    </message>
    <message>
      <source>Did these {leads} arrive?</source>
      <translation>क्या ये {leads} पहुँचीं?</translation>
    </message>
    <message>
      <source>The {rows} left at {time}.</source>
      <translation>{rows} {time} पर निकलीं।</translation>
    </message>
    <message>
      <source>neither answer fits yet</source>
      <translation>अभी कोई भी जवाब मेल नहीं खाता</translation>
    </message>
    <message>
      <source>Save these rows…</source>
      <translation>ये पंक्तियाँ सहेजें…</translation>
    </message>
    <message>
      <source>Checking…</source>
      <translation>जाँच हो रही है…</translation>
    </message>
    <message>
      <source>unchanged so far; looking once more in a few seconds…</source>
      <translation>अब तक कोई बदलाव नहीं; कुछ सेकंड में एक बार और देखा जाएगा…</translation>
    </message>
    <message>
      <source>looking…</source>
      <translation>देखा जा रहा है…</translation>
    </message>
    <message>
      <source>Upload · {name}</source>
      <translation>अपलोड · {name}</translation>
    </message>
    <message>
      <source>Counts the {rows} as arrived. Nothing is sent.</source>
      <translation>{rows} पहुँची हुई मानी जाती हैं। कुछ नहीं भेजा जाता।</translation>
    </message>
    <message>
      <source>Type {count} to confirm that none arrived</source>
      <translation>कोई नहीं पहुँची, इसकी पुष्टि के लिए {count} लिखें</translation>
    </message>
    <message>
      <source>Did part {part} of {parts} arrive?</source>
      <translation>क्या {parts} में से भाग {part} पहुँचा?</translation>
    </message>
    <message>
      <source>Leads in “{campaign}”</source>
      <translation>“{campaign}” में लीड</translation>
    </message>
    <message>
      <source>counted by the server at {time}</source>
      <translation>सर्वर ने {time} पर गिना</translation>
    </message>
    <message>
      <source>, {after} after the break</source>
      <translation>, टूटने के {after} बाद</translation>
    </message>
    <message>
      <source>{rows} saved to {name}. Nothing was sent, and {campaign} is free for other leads.</source>
      <translation>{rows} {name} में सहेजी गईं। कुछ नहीं भेजा गया, और {campaign} दूसरी लीड के लिए खाली है।</translation>
    </message>
    <message>
      <source>type {count} to confirm</source>
      <translation>पुष्टि के लिए {count} लिखें</translation>
    </message>
    <message>
      <source>They are right</source>
      <translation>ये सही हैं</translation>
    </message>
    <message>
      <source>Choose the characters…</source>
      <translation>अक्षर चुनें…</translation>
    </message>
    <message>
      <source>There is no doubt about the characters.</source>
      <translation>अक्षरों में कोई संदेह नहीं है।</translation>
    </message>
    <message>
      <source>Are these characters right? {cells}</source>
      <translation>क्या ये अक्षर सही हैं? {cells}</translation>
    </message>
    <message>
      <source>Read as {encoding}. Nothing in the file proves that.</source>
      <translation>{encoding} के रूप में पढ़ा गया। फ़ाइल में इसका कोई प्रमाण नहीं है।</translation>
    </message>
    <message>
      <source>Open a lead file first.</source>
      <translation>पहले कोई लीड फ़ाइल खोलें।</translation>
    </message>
    <message>
      <source>Choose the column that holds the phone numbers.</source>
      <translation>वह कॉलम चुनें जिसमें फ़ोन नंबर हैं।</translation>
    </message>
    <message>
      <source>Say first whether the characters of the file are right.</source>
      <translation>पहले बताएँ कि फ़ाइल के अक्षर सही हैं या नहीं।</translation>
    </message>
    <message>
      <source>The rows are being checked.</source>
      <translation>पंक्तियाँ जाँची जा रही हैं।</translation>
    </message>
    <message>
      <source>No row can be sent.</source>
      <translation>कोई पंक्ति नहीं भेजी जा सकती।</translation>
    </message>
    <message>
      <source>Choose the campaign that the leads go to.</source>
      <translation>वह कैंपेन चुनें जिसमें लीड जानी हैं।</translation>
    </message>
    <message>
      <source>An earlier upload to this campaign has no known outcome. Settle it under Earlier uploads.</source>
      <translation>इस कैंपेन के एक पिछले अपलोड का नतीजा पता नहीं है। उसे “पिछले अपलोड” में सुलझाएँ।</translation>
    </message>
    <message>
      <source>{name} takes no more leads. Choose another campaign.</source>
      <translation>{name} और लीड नहीं लेता। दूसरा कैंपेन चुनें।</translation>
    </message>
    <message>
      <source>Upload leads</source>
      <translation>लीड अपलोड करें</translation>
    </message>
    <message>
      <source>Save the rows that are set aside…</source>
      <translation>अलग रखी गई पंक्तियाँ सहेजें…</translation>
    </message>
    <message>
      <source>Another file…</source>
      <translation>दूसरी फ़ाइल…</translation>
    </message>
    <message>
      <source>See the rows</source>
      <translation>पंक्तियाँ देखें</translation>
    </message>
    <message>
      <source>Settle it…</source>
      <translation>सुलझाएँ…</translation>
    </message>
    <message>
      <source>Paste from a spreadsheet</source>
      <translation>स्प्रेडशीट से पेस्ट करें</translation>
    </message>
    <message>
      <source>One lead…</source>
      <translation>एक लीड…</translation>
    </message>
    <message>
      <source>Do-not-call list…</source>
      <translation>कॉल-न-करें सूची…</translation>
    </message>
    <message>
      <source>Read campaigns</source>
      <translation>कैंपेन पढ़ें</translation>
    </message>
    <message>
      <source>Leads of the campaign</source>
      <translation>कैंपेन की लीड</translation>
    </message>
    <message>
      <source>{count} if none arrived</source>
      <translation>{count}, अगर कोई नहीं पहुँची</translation>
    </message>
    <message>
      <source>{count} if all {rows} arrived</source>
      <translation>{count}, अगर सभी {rows} पहुँचीं</translation>
    </message>
    <message>
      <source>{count} now</source>
      <translation>अभी {count}</translation>
    </message>
    <message>
      <source>{count} more than before</source>
      <translation>पहले से {count} ज़्यादा</translation>
    </message>
    <message>
      <source>{count} if it arrived</source>
      <translation>{count}, अगर यह पहुँची</translation>
    </message>
    <message>
      <source>{count} fewer than before</source>
      <translation>पहले से {count} कम</translation>
    </message>
    <message>
      <source>Wait until the upload is over.</source>
      <translation>अपलोड खत्म होने तक रुकें।</translation>
    </message>
    <message>
      <source>The outcome is known.</source>
      <translation>नतीजा पता है।</translation>
    </message>
    <message>
      <source>No profile is open.</source>
      <translation>कोई प्रोफ़ाइल खुली नहीं है।</translation>
    </message>
    <message>
      <source>An upload is under way.</source>
      <translation>एक अपलोड चल रहा है।</translation>
    </message>
    <message>
      <source>This file was sent already.</source>
      <translation>यह फ़ाइल पहले ही भेजी जा चुकी है।</translation>
    </message>
    <message>
      <source>The rows or the campaign are not what they were.</source>
      <translation>पंक्तियाँ या कैंपेन अब वैसे नहीं हैं जैसे तब थे।</translation>
    </message>
    <message>
      <source>Another file is open. Send or close it first.</source>
      <translation>दूसरी फ़ाइल खुली है। पहले उसे भेजें या बंद करें।</translation>
    </message>
    <message>
      <source>{name} is still paused; resume it on the Campaigns tab.</source>
      <translation>{name} अब भी पॉज़ है; इसे “कैंपेन” टैब पर फिर चलाएँ।</translation>
    </message>
    <message>
      <source>Cancelled. Nothing was sent.</source>
      <translation>रद्द किया गया। कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>It counts as not sent. Open its rows again when the upload is over.</source>
      <translation>इसे न भेजा हुआ माना जाएगा। अपलोड खत्म होने पर इसकी पंक्तियाँ फिर खोलें।</translation>
    </message>
    <message>
      <source>{action} was queued and is not done. {why} Nothing was sent.</source>
      <translation>{action}: कतार में था, पर किया नहीं गया। {why} कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>From the lead</source>
      <translation>लीड से</translation>
    </message>
    <message>
      <source>The number is on the do-not-call list. The lead itself is still in its campaign.</source>
      <translation>नंबर कॉल-न-करें सूची में है। लीड अब भी अपने कैंपेन में है।</translation>
    </message>
    <message>
      <source>The number is on the do-not-call list already.</source>
      <translation>नंबर पहले से कॉल-न-करें सूची में है।</translation>
    </message>
    <message>
      <source>Import numbers that must not be called</source>
      <translation>जिन नंबरों पर कॉल नहीं करनी है उन्हें इम्पोर्ट करें</translation>
    </message>
    <message>
      <source>Export the do-not-call list</source>
      <translation>कॉल-न-करें सूची एक्सपोर्ट करें</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>वापस लें</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>नंबर</translation>
    </message>
    <message>
      <source>Added</source>
      <translation>जोड़ा गया</translation>
    </message>
    <message>
      <source>By</source>
      <translation>किसने</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>क्यों</translation>
    </message>
    <message>
      <source>Do-not-call list</source>
      <translation>कॉल-न-करें सूची</translation>
    </message>
    <message>
      <source>Phone number</source>
      <translation>फ़ोन नंबर</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>जोड़ें</translation>
    </message>
    <message>
      <source>Remove…</source>
      <translation>हटाएँ…</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>इम्पोर्ट…</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>एक्सपोर्ट…</translation>
    </message>
    <message>
      <source>Kept on this computer for this profile. Nothing here sends these numbers to a campaign; numbers that are in one already are still called.</source>
      <translation>इस प्रोफ़ाइल के लिए इसी कंप्यूटर पर रखी जाती है। यहाँ से ये नंबर किसी कैंपेन में नहीं भेजे जाते; जो पहले से किसी कैंपेन में हैं उन्हें फिर भी कॉल जाएगी।</translation>
    </message>
    <message>
      <source>No number is on the list</source>
      <translation>सूची में कोई नंबर नहीं है</translation>
    </message>
    <message>
      <source>Add one above, from a call on the Call logs tab, or import a file with numbers.</source>
      <translation>ऊपर एक नंबर जोड़ें, “कॉल लॉग” टैब की किसी कॉल से जोड़ें, या नंबरों की फ़ाइल इम्पोर्ट करें।</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>बंद करें</translation>
    </message>
    <message>
      <source>1 number</source>
      <translation>1 नंबर</translation>
    </message>
    <message>
      <source>{count} numbers</source>
      <translation>{count} नंबर</translation>
    </message>
    <message>
      <source>From then on they may be sent to campaigns again.</source>
      <translation>उसके बाद इन्हें फिर से कैंपेन में भेजा जा सकता है।</translation>
    </message>
    <message>
      <source>Take off the list</source>
      <translation>सूची से हटाएँ</translation>
    </message>
    <message>
      <source>Enter a phone number.</source>
      <translation>कोई फ़ोन नंबर लिखें।</translation>
    </message>
    <message>
      <source>Select numbers first.</source>
      <translation>पहले नंबर चुनें।</translation>
    </message>
    <message>
      <source>The list is empty.</source>
      <translation>सूची खाली है।</translation>
    </message>
    <message>
      <source>{number} is on the do-not-call list. Files are checked against it.</source>
      <translation>{number} कॉल-न-करें सूची में है। फ़ाइलें इससे मिलाकर जाँची जाती हैं।</translation>
    </message>
    <message>
      <source>Take {number} off the list?</source>
      <translation>{number} को सूची से हटाएँ?</translation>
    </message>
    <message>
      <source>Take {count} numbers off the list?</source>
      <translation>{count} नंबर सूची से हटाएँ?</translation>
    </message>
    <message>
      <source>Taken off the list: {count}.</source>
      <translation>सूची से हटाए गए: {count}।</translation>
    </message>
    <message>
      <source>{added} added, {known} on the list already, {unusable} without a usable number.</source>
      <translation>{added} जोड़े गए, {known} पहले से सूची में, {unusable} में उपयोगी नंबर नहीं।</translation>
    </message>
    <message>
      <source>{rows} saved to {name}.</source>
      <translation>{rows} {name} में सहेजी गईं।</translation>
    </message>
    <message>
      <source>{number} is on the do-not-call list already.</source>
      <translation>{number} पहले से कॉल-न-करें सूची में है।</translation>
    </message>
    <message>
      <source>{number} is off the do-not-call list.</source>
      <translation>{number} कॉल-न-करें सूची से हट गया है।</translation>
    </message>
    <message>
      <source>{number} is on the list.</source>
      <translation>{number} सूची में है।</translation>
    </message>
    <message>
      <source>{number} was on the list already.</source>
      <translation>{number} पहले से सूची में था।</translation>
    </message>
    <message>
      <source>Drop lead files here</source>
      <translation>लीड फ़ाइलें यहाँ छोड़ें</translation>
    </message>
    <message>
      <source>Reading progress</source>
      <translation>पढ़ने की प्रगति</translation>
    </message>
    <message>
      <source>Open file…</source>
      <translation>फ़ाइल खोलें…</translation>
    </message>
    <message>
      <source>Open lead file</source>
      <translation>लीड फ़ाइल खोलें</translation>
    </message>
    <message>
      <source>Stop reading</source>
      <translation>पढ़ना रोकें</translation>
    </message>
    <message>
      <source>CSV, XLSX or XLS · any usual encoding · the file on disk is not changed</source>
      <translation>CSV, XLSX या XLS · कोई भी आम एन्कोडिंग · डिस्क पर फ़ाइल नहीं बदली जाती</translation>
    </message>
    <message>
      <source>Drop a lead file here</source>
      <translation>लीड फ़ाइल यहाँ छोड़ें</translation>
    </message>
    <message>
      <source>Nothing is sent before you have seen the result.</source>
      <translation>नतीजा देखने से पहले कुछ नहीं भेजा जाता।</translation>
    </message>
    <message>
      <source>Nothing was sent.</source>
      <translation>कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>Reading {name}…</source>
      <translation>{name} पढ़ी जा रही है…</translation>
    </message>
    <message>
      <source>Waits</source>
      <translation>रुका है</translation>
    </message>
    <message>
      <source>Not sent</source>
      <translation>नहीं भेजी गई</translation>
    </message>
    <message>
      <source>Saved, unknown</source>
      <translation>सहेजी गई, नतीजा अज्ञात</translation>
    </message>
    <message>
      <source>Sent</source>
      <translation>भेजी गई</translation>
    </message>
    <message>
      <source>File</source>
      <translation>फ़ाइल</translation>
    </message>
    <message>
      <source>Campaign</source>
      <translation>कैंपेन</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>पंक्तियाँ</translation>
    </message>
    <message>
      <source>Created</source>
      <translation>बनीं</translation>
    </message>
    <message>
      <source>Skipped</source>
      <translation>छोड़ी गईं</translation>
    </message>
    <message>
      <source>Set aside</source>
      <translation>अलग रखी गईं</translation>
    </message>
    <message>
      <source>State</source>
      <translation>स्थिति</translation>
    </message>
    <message>
      <source>Earlier uploads</source>
      <translation>पिछले अपलोड</translation>
    </message>
    <message>
      <source>from this computer's own record; the server keeps no list</source>
      <translation>इस कंप्यूटर के अपने रिकॉर्ड से; सर्वर कोई सूची नहीं रखता</translation>
    </message>
    <message>
      <source>Nothing was uploaded from this computer yet</source>
      <translation>इस कंप्यूटर से अभी तक कुछ अपलोड नहीं हुआ</translation>
    </message>
    <message>
      <source>Rows…</source>
      <translation>पंक्तियाँ…</translation>
    </message>
    <message>
      <source>What can be done with this upload</source>
      <translation>इस अपलोड के साथ क्या किया जा सकता है</translation>
    </message>
    <message>
      <source>The record of uploads cannot be read</source>
      <translation>अपलोड का रिकॉर्ड पढ़ा नहीं जा सका</translation>
    </message>
    <message>
      <source>Which characters are right?</source>
      <translation>कौन से अक्षर सही हैं?</translation>
    </message>
    <message>
      <source>The next file that begins with the same line is read the same way.</source>
      <translation>इसी पंक्ति से शुरू होने वाली अगली फ़ाइल भी ऐसे ही पढ़ी जाएगी।</translation>
    </message>
    <message>
      <source>The file is read again: what was changed about its rows is lost.</source>
      <translation>फ़ाइल दोबारा पढ़ी जाएगी: उसकी पंक्तियों में किए गए बदलाव चले जाएँगे।</translation>
    </message>
    <message>
      <source>Nothing in {name} says in which encoding it was saved. Choose the one in which names and places look right.</source>
      <translation>{name} में कहीं नहीं लिखा है कि वह किस एन्कोडिंग में सहेजी गई थी। वह चुनें जिसमें नाम और जगहें सही दिखें।</translation>
    </message>
    <message>
      <source>Read as {encoding}</source>
      <translation>{encoding} के रूप में पढ़ें</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>सभी फ़ाइलें (*)</translation>
    </message>
    <message>
      <source>Lead files</source>
      <translation>लीड फ़ाइलें</translation>
    </message>
    <message>
      <source>An upload is under way. Try again when it is over.</source>
      <translation>अपलोड जारी है। उसके पूरा होने पर फिर कोशिश करें।</translation>
    </message>
    <message>
      <source>pasted rows</source>
      <translation>पेस्ट की गई पंक्तियाँ</translation>
    </message>
    <message>
      <source>{name} waits until the upload is over.</source>
      <translation>{name} अपलोड खत्म होने तक रुकी रहेगी।</translation>
    </message>
    <message>
      <source>No call is known here: nobody can tell who was called lately</source>
      <translation>यहाँ कोई कॉल ज्ञात नहीं है: हाल में किसे कॉल हुई, पता नहीं चल सकता</translation>
    </message>
    <message>
      <source>a minute old</source>
      <translation>एक मिनट पुरानी</translation>
    </message>
    <message>
      <source>Called within</source>
      <translation>कॉल हुई, पिछले</translation>
    </message>
    <message>
      <source>Warn about numbers called lately</source>
      <translation>हाल में कॉल किए गए नंबरों की चेतावनी</translation>
    </message>
    <message>
      <source>{calls} calls known here, the newest {age}</source>
      <translation>यहाँ {calls} कॉल ज्ञात हैं, सबसे नई {age}</translation>
    </message>
    <message>
      <source>1 call known here, {age}</source>
      <translation>यहाँ 1 कॉल ज्ञात है, {age}</translation>
    </message>
    <message>
      <source>{days} days</source>
      <translation>{days} दिन</translation>
    </message>
    <message>
      <source>not checked</source>
      <translation>जाँच नहीं</translation>
    </message>
    <message>
      <source>{count} minutes old</source>
      <translation>{count} मिनट पुरानी</translation>
    </message>
    <message>
      <source>{count} hours old</source>
      <translation>{count} घंटे पुरानी</translation>
    </message>
    <message>
      <source>{count} days old</source>
      <translation>{count} दिन पुरानी</translation>
    </message>
    <message>
      <source>No upload has left a campaign paused.</source>
      <translation>किसी अपलोड ने कोई कैंपेन पॉज़ नहीं छोड़ा है।</translation>
    </message>
    <message>
      <source>Resume the campaign</source>
      <translation>कैंपेन फिर चलाएँ</translation>
    </message>
    <message>
      <source>Look at the campaign</source>
      <translation>कैंपेन देखें</translation>
    </message>
    <message>
      <source>Close this note</source>
      <translation>यह सूचना बंद करें</translation>
    </message>
    <message>
      <source>{name} is not paused. The server says: {status}.</source>
      <translation>{name} पॉज़ नहीं है। सर्वर कहता है: {status}।</translation>
    </message>
    <message>
      <source>It was paused for an upload. Nobody in it is called until it is resumed.</source>
      <translation>इसे एक अपलोड के लिए पॉज़ किया गया था। फिर चलाए जाने तक इसमें किसी को कॉल नहीं होगी।</translation>
    </message>
    <message>
      <source>It was to be paused for an upload. If it is, nobody in it is called.</source>
      <translation>इसे एक अपलोड के लिए पॉज़ किया जाना था। अगर यह पॉज़ है, तो इसमें किसी को कॉल नहीं होती।</translation>
    </message>
    <message>
      <source>Resume ‘{name}’</source>
      <translation>‘{name}’ फिर चलाएँ</translation>
    </message>
    <message>
      <source>{name} is paused. Nobody in it is called until it is resumed.</source>
      <translation>{name} पॉज़ है। फिर चलाए जाने तक इसमें किसी को कॉल नहीं होगी।</translation>
    </message>
    <message>
      <source>{name} is paused.</source>
      <translation>{name} पॉज़ है।</translation>
    </message>
    <message>
      <source>It is not known whether {name} is paused.</source>
      <translation>पता नहीं कि {name} पॉज़ है या नहीं।</translation>
    </message>
    <message>
      <source>{name} goes on.</source>
      <translation>{name} फिर चल रहा है।</translation>
    </message>
    <message>
      <source>{name}: {problem}</source>
      <translation>{name}: {problem}</translation>
    </message>
    <message>
      <source>Select an upload first.</source>
      <translation>पहले कोई अपलोड चुनें।</translation>
    </message>
    <message>
      <source>Nothing of it is known to be in the campaign.</source>
      <translation>इसका कुछ भी कैंपेन में होना पता नहीं है।</translation>
    </message>
    <message>
      <source>What became of each row…</source>
      <translation>हर पंक्ति का क्या हुआ…</translation>
    </message>
    <message>
      <source>Undo this upload…</source>
      <translation>यह अपलोड वापस लें…</translation>
    </message>
    <message>
      <source>Audit trail…</source>
      <translation>ऑडिट रिकॉर्ड…</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>कॉलम</translation>
    </message>
    <message>
      <source>as</source>
      <translation>रूप</translation>
    </message>
    <message>
      <source>Drop</source>
      <translation>हटाएँ</translation>
    </message>
    <message>
      <source>Use of column {name}</source>
      <translation>कॉलम {name} का उपयोग</translation>
    </message>
    <message>
      <source>Read as {encoding}, as the last file that began with the same line.</source>
      <translation>{encoding} के रूप में पढ़ी गई, जैसे इसी पंक्ति से शुरू होने वाली पिछली फ़ाइल।</translation>
    </message>
    <message>
      <source>Columns and country as you chose them for the last file with this header.</source>
      <translation>कॉलम और देश वैसे ही जैसे आपने इस शीर्षक वाली पिछली फ़ाइल के लिए चुने थे।</translation>
    </message>
    <message>
      <source>Save the rows that are set aside</source>
      <translation>अलग रखी गई पंक्तियाँ सहेजें</translation>
    </message>
    <message>
      <source>A lead is being added, changed or removed. Leaving now cuts the connection: look the lead up afterwards to see what became of it.</source>
      <translation>एक लीड जोड़ी, बदली या हटाई जा रही है। अभी छोड़ने से कनेक्शन कट जाएगा: बाद में लीड खोजकर देखें कि उसका क्या हुआ।</translation>
    </message>
    <message>
      <source>Template…</source>
      <translation>टेम्पलेट…</translation>
    </message>
    <message>
      <source>Save an empty lead file with the columns that an agent expects</source>
      <translation>एजेंट को जो कॉलम चाहिए, उनके साथ एक खाली लीड फ़ाइल सहेजें</translation>
    </message>
    <message>
      <source>No row is set aside.</source>
      <translation>कोई पंक्ति अलग नहीं रखी गई है।</translation>
    </message>
    <message>
      <source>An upload is under way: {name}. Leaving now cuts the connection: the server may have taken the rows or not. That is recorded, and looked at when this profile is opened again. Nothing is sent twice.</source>
      <translation>एक अपलोड चल रहा है: {name}। अभी छोड़ने से कनेक्शन कट जाएगा: हो सकता है सर्वर ने पंक्तियाँ ले ली हों, या नहीं। यह दर्ज किया जाता है और प्रोफ़ाइल दोबारा खुलने पर जाँचा जाता है। कुछ भी दो बार नहीं भेजा जाता।</translation>
    </message>
    <message>
      <source>No file open</source>
      <translation>कोई फ़ाइल नहीं खुली</translation>
    </message>
    <message>
      <source>The file on disk is not changed</source>
      <translation>डिस्क पर फ़ाइल नहीं बदली जाती</translation>
    </message>
    <message>
      <source>These rows are held in memory only</source>
      <translation>ये पंक्तियाँ सिर्फ़ मेमोरी में हैं</translation>
    </message>
    <message>
      <source>Nothing of it has been sent</source>
      <translation>इसमें से कुछ नहीं भेजा गया है</translation>
    </message>
    <message>
      <source>The next file opened here is meant for {name}.</source>
      <translation>यहाँ खुलने वाली अगली फ़ाइल {name} के लिए होगी।</translation>
    </message>
    <message>
      <source>{rows} saved to {name}, each with its reason. Repair them and drop the file again.</source>
      <translation>{rows} {name} में सहेजी गईं, हर एक अपने कारण के साथ। इन्हें ठीक करें और फ़ाइल फिर यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>{name} was closed. Nothing of it was sent.</source>
      <translation>{name} बंद की गई। इसमें से कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>{count} shown</source>
      <translation>{count} दिख रही हैं</translation>
    </message>
    <message>
      <source>Parts of the file</source>
      <translation>फ़ाइल के भाग</translation>
    </message>
    <message>
      <source>{created} created, {skipped} skipped</source>
      <translation>{created} बनीं, {skipped} छोड़ी गईं</translation>
    </message>
    <message>
      <source>Part {part} of {parts}</source>
      <translation>{parts} में से भाग {part}</translation>
    </message>
    <message>
      <source>Which rows are shown</source>
      <translation>कौन-सी पंक्तियाँ दिखें</translation>
    </message>
    <message>
      <source>No row can be sent as it is</source>
      <translation>इस रूप में कोई पंक्ति नहीं भेजी जा सकती</translation>
    </message>
    <message>
      <source>No row is set aside</source>
      <translation>कोई पंक्ति अलग नहीं रखी गई</translation>
    </message>
    <message>
      <source>No row has a warning</source>
      <translation>किसी पंक्ति पर चेतावनी नहीं है</translation>
    </message>
    <message>
      <source>All</source>
      <translation>सभी</translation>
    </message>
    <message>
      <source>To send</source>
      <translation>भेजनी हैं</translation>
    </message>
    <message>
      <source>Warnings</source>
      <translation>चेतावनियाँ</translation>
    </message>
    <message>
      <source>There is no such row any more</source>
      <translation>ऐसी कोई पंक्ति अब नहीं है</translation>
    </message>
    <message>
      <source>Choose the column that holds the phone numbers, in the row above the table.</source>
      <translation>तालिका के ऊपर वाली पंक्ति में वह कॉलम चुनें जिसमें फ़ोन नंबर हैं।</translation>
    </message>
    <message>
      <source>Problems</source>
      <translation>समस्याएँ</translation>
    </message>
    <message>
      <source>Nothing is the matter with these rows</source>
      <translation>इन पंक्तियों में कोई समस्या नहीं है</translation>
    </message>
    <message>
      <source>Set aside, will not be sent</source>
      <translation>अलग रखी गईं, नहीं भेजी जाएँगी</translation>
    </message>
    <message>
      <source>Will be sent, worth a look</source>
      <translation>भेजी जाएँगी, पर देख लें</translation>
    </message>
    <message>
      <source>Repaired</source>
      <translation>ठीक की गईं</translation>
    </message>
    <message>
      <source>{rows} were checked.</source>
      <translation>{rows} जाँची गईं।</translation>
    </message>
    <message>
      <source>Settle this upload…</source>
      <translation>इस अपलोड को सुलझाएँ…</translation>
    </message>
    <message>
      <source>Open its rows again</source>
      <translation>इसकी पंक्तियाँ फिर खोलें</translation>
    </message>
    <message>
      <source>Looking at the campaign's counter, twice if need be…</source>
      <translation>कैंपेन का काउंटर देखा जा रहा है, ज़रूरत हो तो दो बार…</translation>
    </message>
    <message>
      <source>Select an upload of unknown outcome first.</source>
      <translation>पहले अज्ञात नतीजे वाला अपलोड चुनें।</translation>
    </message>
    <message>
      <source>Select an upload that was not sent, or was refused, first.</source>
      <translation>पहले ऐसा अपलोड चुनें जो भेजा नहीं गया या अस्वीकार हुआ।</translation>
    </message>
    <message>
      <source>Send the rest…</source>
      <translation>बाकी भेजें…</translation>
    </message>
    <message>
      <source>The upload of {name} to {campaign} has no known outcome.</source>
      <translation>{campaign} में {name} के अपलोड का नतीजा पता नहीं है।</translation>
    </message>
    <message>
      <source>The upload of {name} to {campaign} is not finished: {count} of {parts} parts wait.</source>
      <translation>{campaign} में {name} का अपलोड पूरा नहीं हुआ: {parts} में से {count} भाग रुके हैं।</translation>
    </message>
    <message>
      <source>Looked again at {time}: {found}</source>
      <translation>{time} पर फिर देखा गया: {found}</translation>
    </message>
    <message>
      <source>The upload counts as not sent. Its rows are not kept here: drop {name} again.</source>
      <translation>अपलोड को न भेजा हुआ माना गया। इसकी पंक्तियाँ यहाँ नहीं रखी जातीं: {name} फिर यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>The {rows} of {name} are here again. Nothing was sent.</source>
      <translation>{name} की {rows} फिर यहाँ हैं। कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>Upload {leads} to ‘{campaign}’</source>
      <translation>‘{campaign}’ में {leads} अपलोड करें</translation>
    </message>
    <message>
      <source>This changes the rows here, never the file on disk, and can be undone.</source>
      <translation>यह केवल यहाँ की पंक्तियाँ बदलता है, डिस्क की फ़ाइल कभी नहीं, और इसे वापस लिया जा सकता है।</translation>
    </message>
    <message>
      <source>Text for the empty cells</source>
      <translation>खाली खानों के लिए टेक्स्ट</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>रद्द करें</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>खाली</translation>
    </message>
    <message>
      <source>and {rows} more</source>
      <translation>और {rows}</translation>
    </message>
    <message>
      <source>Change {rows}</source>
      <translation>{rows} बदलें</translation>
    </message>
    <message>
      <source>row {number}</source>
      <translation>पंक्ति {number}</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>छोड़ी गई</translation>
    </message>
    <message>
      <source>Others</source>
      <translation>अन्य</translation>
    </message>
    <message>
      <source>Done with the last file that had this header</source>
      <translation>इस शीर्षक वाली पिछली फ़ाइल में किए गए</translation>
    </message>
    <message>
      <source>Repairs</source>
      <translation>सुधार</translation>
    </message>
    <message>
      <source>Nothing was changed about the rows.</source>
      <translation>पंक्तियों में कुछ नहीं बदला गया।</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>फिर से करें</translation>
    </message>
    <message>
      <source>Nothing was undone.</source>
      <translation>कुछ भी वापस नहीं लिया गया।</translation>
    </message>
    <message>
      <source>{what}: done. Undo takes it back.</source>
      <translation>{what}: हो गया। “वापस लें” से यह पहले जैसा हो जाएगा।</translation>
    </message>
    <message>
      <source>Nothing of this file waits.</source>
      <translation>इस फ़ाइल का कुछ भी रुका नहीं है।</translation>
    </message>
    <message>
      <source>1 part</source>
      <translation>1 भाग</translation>
    </message>
    <message>
      <source>Leave the rest out…</source>
      <translation>बाकी छोड़ दें…</translation>
    </message>
    <message>
      <source>{count} parts</source>
      <translation>{count} भाग</translation>
    </message>
    <message>
      <source>Pause the campaign while uploading</source>
      <translation>अपलोड के दौरान कैंपेन पॉज़ करें</translation>
    </message>
    <message>
      <source>Leave them out</source>
      <translation>छोड़ दें</translation>
    </message>
    <message>
      <source>Send the rest of {name}?</source>
      <translation>{name} का बाकी भेजें?</translation>
    </message>
    <message>
      <source>{there} are in {campaign}. {rows} wait, in {parts}, and go from the local record: the file is not read again. Whoever came onto the do-not-call list meanwhile is left out. {requests}.</source>
      <translation>{there} {campaign} में हैं। {rows} {parts} में रुकी हैं और स्थानीय रिकॉर्ड से जाती हैं: फ़ाइल फिर नहीं पढ़ी जाती। जो इस बीच कॉल-न-करें सूची में आए, वे छोड़ दिए जाते हैं। {requests}।</translation>
    </message>
    <message>
      <source>Send {rows}</source>
      <translation>{rows} भेजें</translation>
    </message>
    <message>
      <source>Keep them waiting</source>
      <translation>रुका रहने दें</translation>
    </message>
    <message>
      <source>{rows} of {name} are left out. Nothing was sent.</source>
      <translation>{name} की {rows} छोड़ दी गईं। कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>Leave the rest of {name} out?</source>
      <translation>{name} का बाकी छोड़ दें?</translation>
    </message>
    <message>
      <source>The {rows} that wait are not sent to {campaign}. They are kept here like those of any upload that was not sent, and can be sent again.</source>
      <translation>रुकी हुई {rows} {campaign} में नहीं भेजी जाएँगी। वे यहाँ वैसे ही रखी जाती हैं जैसे किसी न भेजे गए अपलोड की, और फिर भेजी जा सकती हैं।</translation>
    </message>
    <message>
      <source>It is dialling now; {requests} more</source>
      <translation>यह अभी डायल कर रहा है; {requests} और</translation>
    </message>
    <message>
      <source>The other parts can go on now, or later: they wait on record. The refused rows are set aside with the server's reasons; the rest of their part can be sent after that.</source>
      <translation>बाकी भाग अभी या बाद में जा सकते हैं: वे रिकॉर्ड में रुके हैं। अस्वीकार की गई पंक्तियाँ सर्वर के कारणों के साथ अलग रखी गई हैं; उनके भाग का बाकी उसके बाद भेजा जा सकता है।</translation>
    </message>
    <message>
      <source>They wait on record, also when this window is closed, until you let them go on.</source>
      <translation>वे रिकॉर्ड में रुके रहते हैं, यह विंडो बंद होने पर भी, जब तक आप उन्हें आगे न भेजें।</translation>
    </message>
    <message>
      <source>Check again in a minute: it only reads the campaign's counter. Once the outcome of this part is known, the parts that wait can go on.</source>
      <translation>एक मिनट में फिर जाँचें: इससे केवल कैंपेन की गिनती पढ़ी जाती है। इस भाग का नतीजा पता चलने पर रुके हुए भाग आगे जा सकते हैं।</translation>
    </message>
    <message>
      <source>Check again in a minute: it only reads the campaign's counter. Or look at the campaign in the DialNexa dashboard, then settle it. Until then the upload stays listed under Earlier uploads.</source>
      <translation>एक मिनट में फिर जाँचें: इससे सिर्फ़ कैंपेन का काउंटर पढ़ा जाता है। या DialNexa डैशबोर्ड में कैंपेन देखें, फिर इसे सुलझाएँ। तब तक यह अपलोड “पिछले अपलोड” में दिखता रहेगा।</translation>
    </message>
    <message>
      <source>The refused rows are set aside with the server's reasons; the rest can be sent.</source>
      <translation>अस्वीकार की गई पंक्तियाँ सर्वर के कारणों के साथ अलग रखी गई हैं; बाकी भेजी जा सकती हैं।</translation>
    </message>
    <message>
      <source>What became of each row has the server's reasons. Saved from there and repaired, they can be dropped again.</source>
      <translation>“हर पंक्ति का क्या हुआ” में सर्वर के कारण हैं। वहाँ से सहेजकर और ठीक करके उन्हें फिर छोड़ा जा सकता है।</translation>
    </message>
    <message>
      <source>Put right what the server names, then send again.</source>
      <translation>सर्वर ने जो बताया है उसे ठीक करें, फिर दोबारा भेजें।</translation>
    </message>
    <message>
      <source>The file is still open: it can be sent again.</source>
      <translation>फ़ाइल अब भी खुली है: इसे फिर भेजा जा सकता है।</translation>
    </message>
    <message>
      <source>Rows that were not sent can be opened again under Earlier uploads.</source>
      <translation>जो पंक्तियाँ नहीं भेजी गईं, उन्हें “पिछले अपलोड” में से फिर खोला जा सकता है।</translation>
    </message>
    <message>
      <source>Row {number} by the server's count: {reason}</source>
      <translation>सर्वर की गिनती में पंक्ति {number}: {reason}</translation>
    </message>
    <message>
      <source>and {count} more</source>
      <translation>और {count} अन्य</translation>
    </message>
    <message>
      <source>{count} set aside</source>
      <translation>{count} अलग रखी गईं</translation>
    </message>
    <message>
      <source>not checked yet</source>
      <translation>अभी जाँचा नहीं गया</translation>
    </message>
    <message>
      <source>Will be sent</source>
      <translation>भेजी जाएगी</translation>
    </message>
    <message>
      <source>#</source>
      <translation>#</translation>
    </message>
    <message>
      <source>Result of the check</source>
      <translation>जाँच का नतीजा</translation>
    </message>
    <message>
      <source>Leads to upload</source>
      <translation>अपलोड होने वाली लीड</translation>
    </message>
    <message>
      <source>While a campaign dials, a number that is sent twice by mistake is called twice.</source>
      <translation>कैंपेन के डायल करते समय गलती से दो बार भेजे गए नंबर पर दो बार कॉल जाती है।</translation>
    </message>
    <message>
      <source>Send</source>
      <translation>भेजें</translation>
    </message>
    <message>
      <source>quota not known yet</source>
      <translation>कोटा अभी पता नहीं</translation>
    </message>
    <message>
      <source>Not checked yet</source>
      <translation>अभी जाँचा नहीं गया</translation>
    </message>
    <message>
      <source>Send leads</source>
      <translation>लीड भेजें</translation>
    </message>
    <message>
      <source>Look, upload of {size}, look again</source>
      <translation>देखना, {size} का अपलोड, फिर देखना</translation>
    </message>
    <message>
      <source>{left} of {limit} requests left</source>
      <translation>{limit} में से {left} रिक्वेस्ट बाकी</translation>
    </message>
    <message>
      <source>{to_send} to send, {set_aside} set aside, {requests}</source>
      <translation>{to_send} भेजनी हैं, {set_aside} अलग रखी गईं, {requests}</translation>
    </message>
    <message>
      <source>Send {leads}</source>
      <translation>{leads} भेजें</translation>
    </message>
    <message>
      <source>{size} in {parts} parts</source>
      <translation>{parts} भागों में {size}</translation>
    </message>
    <message>
      <source>Pause, upload of {size}, look again, resume</source>
      <translation>पॉज़, {size} का अपलोड, फिर देखना, फिर चलाना</translation>
    </message>
    <message>
      <source>Cancel upload</source>
      <translation>अपलोड रद्द करें</translation>
    </message>
    <message>
      <source>The upload itself is over; how it ended is being found out.</source>
      <translation>अपलोड खत्म हो चुका है; नतीजा पता किया जा रहा है।</translation>
    </message>
    <message>
      <source>The upload is over.</source>
      <translation>अपलोड खत्म हो चुका है।</translation>
    </message>
    <message>
      <source>It is being cancelled.</source>
      <translation>इसे रद्द किया जा रहा है।</translation>
    </message>
    <message>
      <source>The parts that have not begun wait on record and can be sent later.</source>
      <translation>जो भाग शुरू नहीं हुए, वे रिकॉर्ड में रुकते हैं और बाद में भेजे जा सकते हैं।</translation>
    </message>
    <message>
      <source>Nothing has left yet: a cancel now sends nothing.</source>
      <translation>अभी कुछ नहीं निकला है: अभी रद्द करने पर कुछ नहीं भेजा जाएगा।</translation>
    </message>
    <message>
      <source>Upload progress</source>
      <translation>अपलोड की प्रगति</translation>
    </message>
    <message>
      <source>Cancelled. Finding out what became of it…</source>
      <translation>रद्द किया गया। पता किया जा रहा है कि इसका क्या हुआ…</translation>
    </message>
    <message>
      <source>No lead was sent. After a cancel you have to look at the campaign yourself.</source>
      <translation>कोई लीड नहीं भेजी गई। रद्द करने पर आपको कैंपेन ख़ुद देखना होगा।</translation>
    </message>
    <message>
      <source>This part is sent; how it ended is being found out. A cancel now stops before the next one.</source>
      <translation>यह भाग भेजा जा चुका है; इसका नतीजा पता किया जा रहा है। अभी रद्द करने पर अगले भाग से पहले रुकता है।</translation>
    </message>
    <message>
      <source>The upload itself is over; this only finds out and records how it ended.</source>
      <translation>अपलोड खत्म हो चुका है; अब सिर्फ़ उसका नतीजा पता करके दर्ज किया जा रहा है।</translation>
    </message>
    <message>
      <source>What has left cannot be called back. After a cancel, the campaign's counter tells whether the leads arrived; until that is certain, nothing is sent again.</source>
      <translation>जो निकल चुका है उसे वापस नहीं बुलाया जा सकता। रद्द करने के बाद कैंपेन के काउंटर से पता चलता है कि लीड पहुँचीं या नहीं; जब तक यह पक्का न हो, कुछ फिर नहीं भेजा जाता।</translation>
    </message>
    <message>
      <source>Nothing of this part has left yet: a cancel now stops here, and the rest waits on record.</source>
      <translation>इस भाग का अभी कुछ नहीं गया: अभी रद्द करने पर यहीं रुकता है, और बाकी रिकॉर्ड में रुका रहता है।</translation>
    </message>
    <message>
      <source>The campaign is paused meanwhile. If the window is closed now, it stays paused.</source>
      <translation>इस बीच कैंपेन पॉज़ है। अभी विंडो बंद की तो वह पॉज़ ही रहेगा।</translation>
    </message>
    <message>
      <source>Pausing the campaign…</source>
      <translation>कैंपेन पॉज़ किया जा रहा है…</translation>
    </message>
    <message>
      <source>Looking at the campaign…</source>
      <translation>कैंपेन देखा जा रहा है…</translation>
    </message>
    <message>
      <source>Waiting for its turn…</source>
      <translation>अपनी बारी का इंतज़ार…</translation>
    </message>
    <message>
      <source>No usable answer. In a few seconds the campaign's counter is looked at…</source>
      <translation>उपयोगी जवाब नहीं मिला। कुछ सेकंड में कैंपेन का काउंटर देखा जाएगा…</translation>
    </message>
    <message>
      <source>Looking whether the campaign is paused…</source>
      <translation>देखा जा रहा है कि कैंपेन पॉज़ है या नहीं…</translation>
    </message>
    <message>
      <source>Resuming the campaign…</source>
      <translation>कैंपेन फिर चलाया जा रहा है…</translation>
    </message>
    <message>
      <source>Looking at the campaign's counter…</source>
      <translation>कैंपेन का काउंटर देखा जा रहा है…</translation>
    </message>
    <message>
      <source>Sending {leads} to {campaign}</source>
      <translation>{campaign} में {leads} भेजी जा रही हैं</translation>
    </message>
    <message>
      <source>Rate limited: waiting {seconds} s, goes on by itself</source>
      <translation>सीमा लागू: {seconds} से॰ का इंतज़ार, अपने आप जारी होगा</translation>
    </message>
    <message>
      <source>Putting all {parts} parts on record…</source>
      <translation>सभी {parts} भाग रिकॉर्ड में रखे जा रहे हैं…</translation>
    </message>
    <message>
      <source>{done} of {size} have left</source>
      <translation>{size} में से {done} निकल चुका है</translation>
    </message>
    <message>
      <source>All {size} have left. Waiting for the server's answer…</source>
      <translation>पूरा {size} निकल चुका है। सर्वर के जवाब का इंतज़ार…</translation>
    </message>
    <message>
      <source>Campaign of the lead</source>
      <translation>लीड का कैंपेन</translation>
    </message>
    <message>
      <source>Add lead</source>
      <translation>लीड जोड़ें</translation>
    </message>
    <message>
      <source>2 requests: the campaign is looked at, then the lead is added</source>
      <translation>2 रिक्वेस्ट: पहले कैंपेन देखा जाता है, फिर लीड जोड़ी जाती है</translation>
    </message>
    <message>
      <source>choose one</source>
      <translation>कोई एक चुनें</translation>
    </message>
    <message>
      <source>Choose the campaign that the lead goes to.</source>
      <translation>वह कैंपेन चुनें जिसमें लीड जानी है।</translation>
    </message>
    <message>
      <source>Enter the phone number.</source>
      <translation>फ़ोन नंबर लिखें।</translation>
    </message>
    <message>
      <source>Adding…</source>
      <translation>जोड़ी जा रही है…</translation>
    </message>
    <message>
      <source>Add {who} to ‘{campaign}’</source>
      <translation>{who} को ‘{campaign}’ में जोड़ें</translation>
    </message>
    <message>
      <source>It is queued and leaves when requests are allowed again.</source>
      <translation>यह कतार में है और रिक्वेस्ट की अनुमति मिलते ही जाएगा।</translation>
    </message>
    <message>
      <source>{who} was added to {campaign}.</source>
      <translation>{who} को {campaign} में जोड़ा गया।</translation>
    </message>
    <message>
      <source>The campaign is not what it was.</source>
      <translation>कैंपेन अब वैसा नहीं है जैसा तब था।</translation>
    </message>
    <message>
      <source>Sent without {variables}.</source>
      <translation>{variables} के बिना भेजा गया।</translation>
    </message>
    <message>
      <source>From this computer's own record; the server keeps no list.</source>
      <translation>इस कंप्यूटर के अपने रिकॉर्ड से; सर्वर कोई सूची नहीं रखता।</translation>
    </message>
    <message>
      <source>Its id is not known: the server's answer was lost.</source>
      <translation>इसकी id पता नहीं: सर्वर का जवाब खो गया था।</translation>
    </message>
    <message>
      <source>Select a lead first.</source>
      <translation>पहले कोई लीड चुनें।</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>नाम</translation>
    </message>
    <message>
      <source>Leads added from here</source>
      <translation>यहाँ से जोड़ी गई लीड</translation>
    </message>
    <message>
      <source>No lead was added by itself from this computer</source>
      <translation>इस कंप्यूटर से कोई लीड अकेले नहीं जोड़ी गई</translation>
    </message>
    <message>
      <source>Leads that went up in a file are not listed one by one: the server gives no ids for them.</source>
      <translation>फ़ाइल से गई लीड यहाँ एक-एक करके नहीं दिखतीं: सर्वर उनकी id नहीं देता।</translation>
    </message>
    <message>
      <source>Look up</source>
      <translation>ढूँढें</translation>
    </message>
    <message>
      <source>One lead</source>
      <translation>एक लीड</translation>
    </message>
    <message>
      <source>What to do with one lead</source>
      <translation>एक लीड के साथ क्या करना है</translation>
    </message>
    <message>
      <source>Added from here</source>
      <translation>यहाँ से जोड़ी गईं</translation>
    </message>
    <message>
      <source>Look a lead up first.</source>
      <translation>पहले कोई लीड ढूँढें।</translation>
    </message>
    <message>
      <source>It will not be called any more. A call in progress is not ended, and logs of earlier calls stay.</source>
      <translation>इसे अब कॉल नहीं जाएगी। चल रही कॉल नहीं काटी जाती, और पुरानी कॉल के लॉग बने रहते हैं।</translation>
    </message>
    <message>
      <source>Remove this lead</source>
      <translation>यह लीड हटाएँ</translation>
    </message>
    <message>
      <source>Lead id</source>
      <translation>लीड id</translation>
    </message>
    <message>
      <source>Add to the do-not-call list</source>
      <translation>कॉल-न-करें सूची में जोड़ें</translation>
    </message>
    <message>
      <source>Save changes</source>
      <translation>बदलाव सहेजें</translation>
    </message>
    <message>
      <source>Look a lead up by its id</source>
      <translation>id से लीड ढूँढें</translation>
    </message>
    <message>
      <source>The server keeps no list of leads. Those added from here are listed beside.</source>
      <translation>सर्वर लीड की सूची नहीं रखता। यहाँ से जोड़ी गई लीड बगल में हैं।</translation>
    </message>
    <message>
      <source>Enter the lead's id.</source>
      <translation>लीड की id लिखें।</translation>
    </message>
    <message>
      <source>Only a lead that was not called yet can be changed. To correct it, add a new one.</source>
      <translation>सिर्फ़ वही लीड बदली जा सकती है जिसे अभी कॉल नहीं गई। सुधारने के लिए नई लीड जोड़ें।</translation>
    </message>
    <message>
      <source>Changed. This is what the server has now.</source>
      <translation>बदल दिया गया। सर्वर के पास अब यही है।</translation>
    </message>
    <message>
      <source>Lead id, such as lead_…</source>
      <translation>लीड id, जैसे lead_…</translation>
    </message>
    <message>
      <source>Nothing is changed.</source>
      <translation>कुछ नहीं बदला गया है।</translation>
    </message>
    <message>
      <source>Change {who}</source>
      <translation>{who} को बदलें</translation>
    </message>
    <message>
      <source>Remove {who}</source>
      <translation>{who} को हटाएँ</translation>
    </message>
    <message>
      <source>Remove {who}?</source>
      <translation>{who} को हटाएँ?</translation>
    </message>
    <message>
      <source>The lead is not what it was.</source>
      <translation>लीड अब वैसी नहीं है जैसी तब थी।</translation>
    </message>
    <message>
      <source>{who} is removed.</source>
      <translation>{who} को हटा दिया गया।</translation>
    </message>
    <message>
      <source>The agent says no variables</source>
      <translation>एजेंट कोई वेरिएबल नहीं बोलता</translation>
    </message>
    <message>
      <source>Numbers in</source>
      <translation>नंबर इस देश के</translation>
    </message>
    <message>
      <source>Country of the number</source>
      <translation>नंबर का देश</translation>
    </message>
    <message>
      <source>Variables that the agent can say</source>
      <translation>वेरिएबल जो एजेंट बोल सकता है</translation>
    </message>
    <message>
      <source>It is not known which variables the agent says</source>
      <translation>पता नहीं कि एजेंट कौन-से वेरिएबल बोलता है</translation>
    </message>
    <message>
      <source>The agent says no variable but the name</source>
      <translation>एजेंट नाम के सिवा कोई वेरिएबल नहीं बोलता</translation>
    </message>
    <message>
      <source>no country: + is needed</source>
      <translation>कोई देश नहीं: + ज़रूरी है</translation>
    </message>
    <message>
      <source>parts wait</source>
      <translation>भाग रुके हैं</translation>
    </message>
    <message>
      <source>done</source>
      <translation>पूरा</translation>
    </message>
    <message>
      <source>refused</source>
      <translation>अस्वीकार</translation>
    </message>
    <message>
      <source>not sent</source>
      <translation>नहीं भेजा गया</translation>
    </message>
    <message>
      <source>outcome unknown</source>
      <translation>नतीजा अज्ञात</translation>
    </message>
    <message>
      <source>under way</source>
      <translation>चल रहा है</translation>
    </message>
    <message>
      <source>{kept} of {count} columns</source>
      <translation>{count} में से {kept} कॉलम</translation>
    </message>
    <message>
      <source>Map</source>
      <translation>कॉलम मिलाएँ</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>जाँचें</translation>
    </message>
    <message>
      <source>a file or pasted rows</source>
      <translation>फ़ाइल या पेस्ट की गई पंक्तियाँ</translation>
    </message>
    <message>
      <source>where are the numbers?</source>
      <translation>नंबर कहाँ हैं?</translation>
    </message>
    <message>
      <source>{count} ready</source>
      <translation>{count} तैयार</translation>
    </message>
    <message>
      <source>from the local record</source>
      <translation>स्थानीय रिकॉर्ड से</translation>
    </message>
    <message>
      <source>Target campaign</source>
      <translation>लक्ष्य कैंपेन</translation>
    </message>
    <message>
      <source>Country of the numbers</source>
      <translation>नंबरों का देश</translation>
    </message>
    <message>
      <source>Sheet</source>
      <translation>शीट</translation>
    </message>
    <message>
      <source>Sheet of the workbook</source>
      <translation>वर्कबुक की शीट</translation>
    </message>
    <message>
      <source>not read yet</source>
      <translation>अभी पढ़े नहीं गए</translation>
    </message>
    <message>
      <source>Choose the campaign that the leads go to</source>
      <translation>वह कैंपेन चुनें जिसमें लीड जानी हैं</translation>
    </message>
    <message>
      <source>A lead file to fill in</source>
      <translation>भरने के लिए एक लीड फ़ाइल</translation>
    </message>
    <message>
      <source>Campaign of the template</source>
      <translation>टेम्पलेट का कैंपेन</translation>
    </message>
    <message>
      <source>any</source>
      <translation>कोई भी</translation>
    </message>
    <message>
      <source>Save it…</source>
      <translation>सहेजें…</translation>
    </message>
    <message>
      <source>It has column names and no row. Write numbers with their country, such as +91.</source>
      <translation>इसमें कॉलमों के नाम हैं, कोई पंक्ति नहीं। नंबर देश के कोड के साथ लिखें, जैसे +91।</translation>
    </message>
    <message>
      <source>The agent says more than an upload can carry; left out: {count}.</source>
      <translation>एजेंट इतना बोलता है जितना एक अपलोड में नहीं आता; छोड़े गए: {count}।</translation>
    </message>
    <message>
      <source>Save the template</source>
      <translation>टेम्पलेट सहेजें</translation>
    </message>
    <message>
      <source>Columns: {names}</source>
      <translation>कॉलम: {names}</translation>
    </message>
    <message>
      <source>It is not known which variables the agent says.</source>
      <translation>पता नहीं कि एजेंट कौन-से वेरिएबल बोलता है।</translation>
    </message>
    <message>
      <source>Saved {name}. Fill it in and drop it here.</source>
      <translation>{name} सहेजी गई। इसे भरें और यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>Taken out</source>
      <translation>निकाली गई</translation>
    </message>
    <message>
      <source>When</source>
      <translation>कब</translation>
    </message>
    <message>
      <source>Profile</source>
      <translation>प्रोफ़ाइल</translation>
    </message>
    <message>
      <source>Event</source>
      <translation>घटना</translation>
    </message>
    <message>
      <source>Audit trail</source>
      <translation>ऑडिट रिकॉर्ड</translation>
    </message>
    <message>
      <source>Who uploaded which file to which campaign, when, and how it ended. Nobody's number or name is in it, and no key. Kept on this computer for as long as the preferences say.</source>
      <translation>किसने कौन सी फ़ाइल किस कैंपेन में कब अपलोड की, और उसका नतीजा। इसमें किसी का नंबर या नाम नहीं है, और कोई कुंजी नहीं। इस कंप्यूटर पर उतने समय तक रखा जाता है जितना प्राथमिकताओं में तय है।</translation>
    </message>
    <message>
      <source>Export the audit trail</source>
      <translation>ऑडिट रिकॉर्ड निर्यात करें</translation>
    </message>
    <message>
      <source>There is nothing to export.</source>
      <translation>निर्यात करने को कुछ नहीं है।</translation>
    </message>
    <message>
      <source>Row</source>
      <translation>पंक्ति</translation>
    </message>
    <message>
      <source>Outcome</source>
      <translation>नतीजा</translation>
    </message>
    <message>
      <source>Other columns</source>
      <translation>दूसरे कॉलम</translation>
    </message>
    <message>
      <source>Rows of the upload</source>
      <translation>अपलोड की पंक्तियाँ</translation>
    </message>
    <message>
      <source>Its rows are no longer kept here</source>
      <translation>इसकी पंक्तियाँ अब यहाँ नहीं रखी हैं</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>रोकें</translation>
    </message>
    <message>
      <source>Nobody is left that could be taken out.</source>
      <translation>अब ऐसा कोई नहीं बचा जिसे निकाला जा सके।</translation>
    </message>
    <message>
      <source>Created or skipped</source>
      <translation>बनी या छोड़ी गई</translation>
    </message>
    <message>
      <source>Taken as arrived</source>
      <translation>पहुँची मानी गई</translation>
    </message>
    <message>
      <source>Refused</source>
      <translation>अस्वीकार</translation>
    </message>
    <message>
      <source>Refused with others</source>
      <translation>साथ में अस्वीकार</translation>
    </message>
    <message>
      <source>Called, stays</source>
      <translation>कॉल हुई, रहेगी</translation>
    </message>
    <message>
      <source>Unknown</source>
      <translation>अज्ञात</translation>
    </message>
    <message>
      <source>No row is kept here.</source>
      <translation>यहाँ कोई पंक्ति नहीं रखी है।</translation>
    </message>
    <message>
      <source>{leads} taken out.</source>
      <translation>{leads} निकाली गईं।</translation>
    </message>
    <message>
      <source>1 lead was called and stays.</source>
      <translation>1 लीड को कॉल हो चुकी है और वह रहेगी।</translation>
    </message>
    <message>
      <source>{rows} saved to {name}. The file can be dropped again as it is.</source>
      <translation>{rows} {name} में सहेजी गईं। फ़ाइल वैसी ही फिर छोड़ी जा सकती है।</translation>
    </message>
    <message>
      <source>Take them out</source>
      <translation>निकालें</translation>
    </message>
    <message>
      <source>Not done: {leads}.</source>
      <translation>नहीं हुआ: {leads}।</translation>
    </message>
    <message>
      <source>{count} set aside before sending, not kept here</source>
      <translation>{count} भेजने से पहले अलग रखी गईं, यहाँ नहीं रखी हैं</translation>
    </message>
    <message>
      <source>The first {shown} of {count} are shown; a saved file has all of them.</source>
      <translation>{count} में से पहली {shown} दिखाई गई हैं; सहेजी गई फ़ाइल में सभी होती हैं।</translation>
    </message>
    <message>
      <source>Leave them</source>
      <translation>रहने दें</translation>
    </message>
    <message>
      <source>{leads} were called and stay.</source>
      <translation>{leads} को कॉल हो चुकी है और वे रहेंगी।</translation>
    </message>
    <message>
      <source>Take {leads} out of {campaign}?</source>
      <translation>{campaign} से {leads} निकालें?</translation>
    </message>
    <message>
      <source>Each is looked at and, if nobody was called yet, removed from {campaign}: up to {requests}. Who was called, or is being called, stays. They can be uploaded again afterwards.</source>
      <translation>हर लीड देखी जाती है और, अगर अभी तक कॉल नहीं हुई, तो {campaign} से हटाई जाती है: अधिकतम {requests}। जिन्हें कॉल हो चुकी है या हो रही है, वे रहते हैं। बाद में वे फिर अपलोड हो सकते हैं।</translation>
    </message>
    <message>
      <source>{done} of {leads} looked at…</source>
      <translation>{leads} में से {done} देखी गईं…</translation>
    </message>
    <message>
      <source>{variable} has no column</source>
      <translation>{variable} का कोई कॉलम नहीं है</translation>
    </message>
    <message>
      <source>Variables of the agent</source>
      <translation>एजेंट के वेरिएबल</translation>
    </message>
    <message>
      <source>The agent says</source>
      <translation>एजेंट बोलता है</translation>
    </message>
    <message>
      <source>+{count} more</source>
      <translation>+{count} और</translation>
    </message>
    <message>
      <source>{variable} has a column</source>
      <translation>{variable} का कॉलम है</translation>
    </message>
    <message>
      <source>Check the next one</source>
      <translation>अगली जाँचें</translation>
    </message>
    <message>
      <source>Forget them</source>
      <translation>इन्हें भूल जाएँ</translation>
    </message>
    <message>
      <source>1 more file waits</source>
      <translation>1 और फ़ाइल इंतज़ार में है</translation>
    </message>
    <message>
      <source>{names} and {count} more</source>
      <translation>{names} और {count} अन्य</translation>
    </message>
    <message>
      <source>{count} more files wait</source>
      <translation>{count} और फ़ाइलें इंतज़ार में हैं</translation>
    </message>
    <message>
      <source>{names} · one file is checked at a time</source>
      <translation>{names} · एक बार में एक फ़ाइल जाँची जाती है</translation>
    </message>
    <message>
      <source>This upload cannot be undone from here: the server's answer did not name its leads, and it keeps no list of them.</source>
      <translation>यह अपलोड यहाँ से वापस नहीं लिया जा सकता: सर्वर के जवाब में इसकी लीड की आईडी नहीं थीं, और वह उनकी सूची नहीं रखता।</translation>
    </message>
    <message>
      <source>1 row</source>
      <translation>1 पंक्ति</translation>
    </message>
    <message>
      <source>Save the row…</source>
      <translation>यह पंक्ति सहेजें…</translation>
    </message>
    <message>
      <source>1 request</source>
      <translation>1 रिक्वेस्ट</translation>
    </message>
    <message>
      <source>1 lead</source>
      <translation>1 लीड</translation>
    </message>
    <message>
      <source>comma</source>
      <translation>कॉमा</translation>
    </message>
    <message>
      <source>semicolon</source>
      <translation>सेमीकोलन</translation>
    </message>
    <message>
      <source>tab</source>
      <translation>टैब</translation>
    </message>
    <message>
      <source>vertical bar</source>
      <translation>खड़ी रेखा</translation>
    </message>
    <message>
      <source>{count} rows</source>
      <translation>{count} पंक्तियाँ</translation>
    </message>
    <message>
      <source>Save the {count} rows…</source>
      <translation>ये {count} पंक्तियाँ सहेजें…</translation>
    </message>
    <message>
      <source>{count} requests</source>
      <translation>{count} रिक्वेस्ट</translation>
    </message>
    <message>
      <source>{count} leads</source>
      <translation>{count} लीड</translation>
    </message>
    <message>
      <source>part {part} of {parts}</source>
      <translation>{parts} में से भाग {part}</translation>
    </message>
    <message>
      <source>perhaps {encoding}</source>
      <translation>शायद {encoding}</translation>
    </message>
    <message>
      <source>sheet {name}</source>
      <translation>शीट {name}</translation>
    </message>
    <message>
      <source>the Emirates</source>
      <translation>संयुक्त अरब अमीरात</translation>
    </message>
    <message>
      <source>Australia</source>
      <translation>ऑस्ट्रेलिया</translation>
    </message>
    <message>
      <source>Bangladesh</source>
      <translation>बांग्लादेश</translation>
    </message>
    <message>
      <source>Bahrain</source>
      <translation>बहरीन</translation>
    </message>
    <message>
      <source>Brazil</source>
      <translation>ब्राज़ील</translation>
    </message>
    <message>
      <source>Canada</source>
      <translation>कनाडा</translation>
    </message>
    <message>
      <source>China</source>
      <translation>चीन</translation>
    </message>
    <message>
      <source>Germany</source>
      <translation>जर्मनी</translation>
    </message>
    <message>
      <source>Spain</source>
      <translation>स्पेन</translation>
    </message>
    <message>
      <source>France</source>
      <translation>फ़्रांस</translation>
    </message>
    <message>
      <source>the United Kingdom</source>
      <translation>यूनाइटेड किंगडम</translation>
    </message>
    <message>
      <source>Hong Kong</source>
      <translation>हांगकांग</translation>
    </message>
    <message>
      <source>Indonesia</source>
      <translation>इंडोनेशिया</translation>
    </message>
    <message>
      <source>Ireland</source>
      <translation>आयरलैंड</translation>
    </message>
    <message>
      <source>India</source>
      <translation>भारत</translation>
    </message>
    <message>
      <source>Italy</source>
      <translation>इटली</translation>
    </message>
    <message>
      <source>Japan</source>
      <translation>जापान</translation>
    </message>
    <message>
      <source>Kenya</source>
      <translation>केन्या</translation>
    </message>
    <message>
      <source>Kuwait</source>
      <translation>कुवैत</translation>
    </message>
    <message>
      <source>Sri Lanka</source>
      <translation>श्रीलंका</translation>
    </message>
    <message>
      <source>Mexico</source>
      <translation>मेक्सिको</translation>
    </message>
    <message>
      <source>Malaysia</source>
      <translation>मलेशिया</translation>
    </message>
    <message>
      <source>Nigeria</source>
      <translation>नाइजीरिया</translation>
    </message>
    <message>
      <source>the Netherlands</source>
      <translation>नीदरलैंड</translation>
    </message>
    <message>
      <source>Nepal</source>
      <translation>नेपाल</translation>
    </message>
    <message>
      <source>New Zealand</source>
      <translation>न्यूज़ीलैंड</translation>
    </message>
    <message>
      <source>Oman</source>
      <translation>ओमान</translation>
    </message>
    <message>
      <source>the Philippines</source>
      <translation>फ़िलीपींस</translation>
    </message>
    <message>
      <source>Pakistan</source>
      <translation>पाकिस्तान</translation>
    </message>
    <message>
      <source>Qatar</source>
      <translation>क़तर</translation>
    </message>
    <message>
      <source>Saudi Arabia</source>
      <translation>सऊदी अरब</translation>
    </message>
    <message>
      <source>Singapore</source>
      <translation>सिंगापुर</translation>
    </message>
    <message>
      <source>Thailand</source>
      <translation>थाईलैंड</translation>
    </message>
    <message>
      <source>the United States</source>
      <translation>अमेरिका</translation>
    </message>
    <message>
      <source>Vietnam</source>
      <translation>वियतनाम</translation>
    </message>
    <message>
      <source>South Africa</source>
      <translation>दक्षिण अफ़्रीका</translation>
    </message>
    <message>
      <source>{name} is not there any more. Find the file and drop it again.</source>
      <translation>{name} अब वहाँ नहीं है। फ़ाइल ढूँढें और फिर यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>{name} is a folder. Drop a single CSV, XLSX or XLS file.</source>
      <translation>{name} एक फ़ोल्डर है। एक CSV, XLSX या XLS फ़ाइल छोड़ें।</translation>
    </message>
    <message>
      <source>{name} is not an ordinary file. Drop a CSV, XLSX or XLS file.</source>
      <translation>{name} सामान्य फ़ाइल नहीं है। CSV, XLSX या XLS फ़ाइल छोड़ें।</translation>
    </message>
    <message>
      <source>You have no permission to read {name}. Change the file's permissions or copy it, then drop it again.</source>
      <translation>आपको {name} पढ़ने की अनुमति नहीं है। फ़ाइल की अनुमतियाँ बदलें या उसे कॉपी करें, फिर यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>{name} could not be read from the disk ({reason}). Copy it to this computer and drop it again.</source>
      <translation>{name} को डिस्क से पढ़ा नहीं जा सका ({reason})। इसे इस कंप्यूटर पर कॉपी करें और फिर यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>{name} is not a lead file. Drop a CSV, XLSX or XLS file.</source>
      <translation>{name} लीड फ़ाइल नहीं है। CSV, XLSX या XLS फ़ाइल छोड़ें।</translation>
    </message>
    <message>
      <source>{name} is {what}, not a lead file. Drop a CSV, XLSX or XLS file.</source>
      <translation>{name} {what} है, लीड फ़ाइल नहीं। CSV, XLSX या XLS फ़ाइल छोड़ें।</translation>
    </message>
    <message>
      <source>{name} has {size_mb} MB; a lead file may have up to {limit_mb} MB. Split it and drop the parts.</source>
      <translation>{name} {size_mb} MB की है; लीड फ़ाइल {limit_mb} MB तक की हो सकती है। इसे बाँटें और हिस्से छोड़ें।</translation>
    </message>
    <message>
      <source>{name} is empty. Drop a file with column names and at least one row.</source>
      <translation>{name} खाली है। ऐसी फ़ाइल छोड़ें जिसमें कॉलम के नाम और कम से कम एक पंक्ति हो।</translation>
    </message>
    <message>
      <source>{name} has column names but no rows. Add the leads and drop it again.</source>
      <translation>{name} में कॉलम के नाम हैं पर पंक्तियाँ नहीं। लीड जोड़ें और फिर यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>{name} has no rows in it. Add the leads and drop it again.</source>
      <translation>{name} में कोई पंक्ति नहीं है। लीड जोड़ें और फिर यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>The characters of {name} cannot be read in any usual encoding. Save it as “CSV UTF-8” and drop it again.</source>
      <translation>{name} के अक्षर किसी भी आम एन्कोडिंग में पढ़े नहीं जा सकते। इसे “CSV UTF-8” के रूप में सहेजें और फिर यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>{name} cannot be read as {encoding}. Choose another encoding, or save it as “CSV UTF-8”.</source>
      <translation>{name} को {encoding} के रूप में पढ़ा नहीं जा सकता। दूसरी एन्कोडिंग चुनें, या इसे “CSV UTF-8” के रूप में सहेजें।</translation>
    </message>
    <message>
      <source>{name} has {columns} columns; up to {limit} can be read. Remove the columns you do not need.</source>
      <translation>{name} में {columns} कॉलम हैं; {limit} तक पढ़े जा सकते हैं। जो कॉलम नहीं चाहिए उन्हें हटा दें।</translation>
    </message>
    <message>
      <source>{name} is protected by a password. Open it in Excel, save it without a password and drop it again.</source>
      <translation>{name} पासवर्ड से सुरक्षित है। इसे Excel में खोलें, बिना पासवर्ड सहेजें और फिर यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>{name} is damaged or not a real Excel workbook. Open it in Excel, save it again and drop it.</source>
      <translation>{name} खराब है या असली Excel वर्कबुक नहीं है। इसे Excel में खोलें, फिर सहेजें और यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>{name} unpacks to {size_mb} MB, far more than a lead file needs. Save the leads as CSV and drop that.</source>
      <translation>{name} खुलने पर {size_mb} MB की हो जाती है, जो लीड फ़ाइल की ज़रूरत से कहीं ज़्यादा है। लीड CSV में सहेजें और उसे यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>{name} has no sheet called {sheet}. Choose one of its sheets.</source>
      <translation>{name} में {sheet} नाम की कोई शीट नहीं है। उसकी कोई शीट चुनें।</translation>
    </message>
    <message>
      <source>{name} has no sheet with cells in it. Drop a workbook with the leads on a sheet.</source>
      <translation>{name} में ऐसी कोई शीट नहीं है जिसमें सेल हों। ऐसी वर्कबुक छोड़ें जिसकी किसी शीट पर लीड हों।</translation>
    </message>
    <message>
      <source>{name} needs more memory than a lead file may take. Split it and drop the parts.</source>
      <translation>{name} को लीड फ़ाइल के लिए तय सीमा से ज़्यादा मेमोरी चाहिए। इसे बाँटें और हिस्से छोड़ें।</translation>
    </message>
    <message>
      <source>{name} could not be handled ({what}). Nothing was sent. Drop it again, or save it as CSV UTF-8 first.</source>
      <translation>{name} पर काम नहीं हो सका ({what})। कुछ नहीं भेजा गया। इसे फिर छोड़ें, या पहले CSV UTF-8 में सहेजें।</translation>
    </message>
    <message>
      <source>{name} could not be read: it made the reader stop. Save it as CSV UTF-8 and drop it again.</source>
      <translation>{name} पढ़ी नहीं जा सकी: इससे पढ़ने वाला प्रोग्राम रुक गया। इसे CSV UTF-8 में सहेजें और फिर यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>{name} was closed. Drop it again.</source>
      <translation>{name} बंद कर दी गई थी। इसे फिर यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>The clipboard holds no rows. Copy the cells in the spreadsheet, with their column names, then paste.</source>
      <translation>क्लिपबोर्ड में कोई पंक्ति नहीं है। स्प्रेडशीट में सेल उनके कॉलम नामों के साथ कॉपी करें, फिर पेस्ट करें।</translation>
    </message>
    <message>
      <source>The clipboard holds column names but no rows. Copy the rows too, then paste again.</source>
      <translation>क्लिपबोर्ड में कॉलम के नाम हैं पर पंक्तियाँ नहीं। पंक्तियाँ भी कॉपी करें, फिर पेस्ट करें।</translation>
    </message>
    <message>
      <source>The clipboard holds {what}, not rows of a spreadsheet. Copy the cells, then paste again.</source>
      <translation>क्लिपबोर्ड में {what} है, स्प्रेडशीट की पंक्तियाँ नहीं। सेल कॉपी करें, फिर पेस्ट करें।</translation>
    </message>
    <message>
      <source>The clipboard holds {size_mb} MB; up to {limit_mb} MB can be pasted. Save the spreadsheet as CSV and drop that.</source>
      <translation>क्लिपबोर्ड में {size_mb} MB है; {limit_mb} MB तक पेस्ट किया जा सकता है। स्प्रेडशीट को CSV में सहेजें और उसे यहाँ छोड़ें।</translation>
    </message>
    <message>
      <source>No column of {name} is chosen for the phone numbers. Choose the one that holds them.</source>
      <translation>{name} का कोई कॉलम फ़ोन नंबरों के लिए नहीं चुना गया है। वह कॉलम चुनें जिसमें वे हैं।</translation>
    </message>
    <message>
      <source>{name} has not been checked yet.</source>
      <translation>{name} अभी जाँची नहीं गई है।</translation>
    </message>
    <message>
      <source>No row of {name} can be sent. Repair the rows that are set aside, or drop another file.</source>
      <translation>{name} की कोई पंक्ति नहीं भेजी जा सकती। अलग रखी गई पंक्तियाँ ठीक करें, या दूसरी फ़ाइल छोड़ें।</translation>
    </message>
    <message>
      <source>This row is not in the file any more.</source>
      <translation>यह पंक्ति अब फ़ाइल में नहीं है।</translation>
    </message>
    <message>
      <source>{name} could not be saved ({reason}). Choose another folder or name.</source>
      <translation>{name} सहेजी नहीं जा सकी ({reason})। दूसरा फ़ोल्डर या नाम चुनें।</translation>
    </message>
    <message>
      <source>{name} is the lead file itself, which is never changed. Choose another name.</source>
      <translation>{name} खुद लीड फ़ाइल है, जो कभी नहीं बदली जाती। दूसरा नाम चुनें।</translation>
    </message>
    <message>
      <source>a picture</source>
      <translation>एक तस्वीर</translation>
    </message>
    <message>
      <source>a PDF document</source>
      <translation>एक PDF दस्तावेज़</translation>
    </message>
    <message>
      <source>an archive</source>
      <translation>एक आर्काइव</translation>
    </message>
    <message>
      <source>another kind of Office document</source>
      <translation>किसी और तरह का Office दस्तावेज़</translation>
    </message>
    <message>
      <source>a web page</source>
      <translation>कोई वेब पेज</translation>
    </message>
    <message>
      <source>a JSON file</source>
      <translation>एक JSON फ़ाइल</translation>
    </message>
    <message>
      <source>not a text or Excel file but binary data</source>
      <translation>टेक्स्ट या Excel फ़ाइल नहीं बल्कि बाइनरी डेटा</translation>
    </message>
    <message>
      <source>Read as {encoding}, which is a guess.</source>
      <translation>{encoding} के रूप में पढ़ी गई, यह एक अनुमान है।</translation>
    </message>
    <message>
      <source>Invisible NUL characters left out: {count}.</source>
      <translation>हटाए गए अदृश्य NUL अक्षर: {count}।</translation>
    </message>
    <message>
      <source>Hidden rows are read too: {count}. Delete them in the spreadsheet if nobody is to call them.</source>
      <translation>छिपी हुई पंक्तियाँ भी पढ़ी गईं: {count}। अगर उन्हें कॉल नहीं करना है तो स्प्रेडशीट में उन्हें हटा दें।</translation>
    </message>
    <message>
      <source>The first row looks like a lead, not like column names, and is kept as a lead.</source>
      <translation>पहली पंक्ति कॉलम के नामों की नहीं, लीड की लगती है, और लीड के रूप में रखी गई है।</translation>
    </message>
    <message>
      <source>Rows with a quotation mark that is never closed: {count}. They are set aside.</source>
      <translation>ऐसी पंक्तियाँ जिनका उद्धरण चिह्न बंद नहीं होता: {count}। वे अलग रखी गई हैं।</translation>
    </message>
    <message>
      <source>This file was saved here before: its reasons column is dropped and its protected cells are restored.</source>
      <translation>यह फ़ाइल पहले यहीं सहेजी गई थी: इसका कारण वाला कॉलम हटाया जाता है और सुरक्षित की गई सेल वापस लाई जाती हैं।</translation>
    </message>
    <message>
      <source>{count} variables are kept; one upload may have {limit}. Drop {over} columns, for example: {columns}.</source>
      <translation>{count} वेरिएबल रखे गए हैं; एक अपलोड में {limit} हो सकते हैं। {over} कॉलम हटाएँ, जैसे: {columns}।</translation>
    </message>
    <message>
      <source>Two columns are called {column}. Rename or drop one of them.</source>
      <translation>दो कॉलम का नाम {column} है। एक का नाम बदलें या उसे हटाएँ।</translation>
    </message>
    <message>
      <source>Column {number} has no name. Name it or drop it.</source>
      <translation>कॉलम {number} का कोई नाम नहीं है। उसे नाम दें या हटाएँ।</translation>
    </message>
    <message>
      <source>A variable cannot be called phone_number. Rename or drop that column.</source>
      <translation>किसी वेरिएबल का नाम phone_number नहीं हो सकता। उस कॉलम का नाम बदलें या उसे हटाएँ।</translation>
    </message>
    <message>
      <source>{name} cannot be split so that every part is small enough: a row of it is too long.</source>
      <translation>{name} को ऐसे नहीं बाँटा जा सकता कि हर भाग छोटा रहे: उसकी एक पंक्ति बहुत लंबी है।</translation>
    </message>
    <message>
      <source>{name} is sent in {parts} parts, and this is none of them.</source>
      <translation>{name} {parts} भागों में भेजी जाती है, और यह उनमें से कोई नहीं है।</translation>
    </message>
    <message>
      <source>Dropped by you</source>
      <translation>आपने हटाया</translation>
    </message>
    <message>
      <source>A quotation mark is not closed</source>
      <translation>उद्धरण चिह्न बंद नहीं है</translation>
    </message>
    <message>
      <source>No phone number</source>
      <translation>फ़ोन नंबर नहीं है</translation>
    </message>
    <message>
      <source>Digits lost in Excel</source>
      <translation>Excel में अंक खो गए</translation>
    </message>
    <message>
      <source>Not a possible phone number</source>
      <translation>यह फ़ोन नंबर हो ही नहीं सकता</translation>
    </message>
    <message>
      <source>No country code, and no default country is chosen</source>
      <translation>देश कोड नहीं है, और कोई डिफ़ॉल्ट देश नहीं चुना गया</translation>
    </message>
    <message>
      <source>+{digits} is no country code</source>
      <translation>+{digits} कोई देश कोड नहीं है</translation>
    </message>
    <message>
      <source>{digits} digits, {country} needs {needed}</source>
      <translation>{digits} अंक हैं, {country} के लिए {needed} चाहिए</translation>
    </message>
    <message>
      <source>Too few digits for a phone number: {digits}</source>
      <translation>फ़ोन नंबर के लिए बहुत कम अंक: {digits}</translation>
    </message>
    <message>
      <source>Too many digits for a phone number: {digits}</source>
      <translation>फ़ोन नंबर के लिए बहुत ज़्यादा अंक: {digits}</translation>
    </message>
    <message>
      <source>There is no number in this cell</source>
      <translation>इस सेल में कोई नंबर नहीं है</translation>
    </message>
    <message>
      <source>More than one phone number in the cell</source>
      <translation>सेल में एक से ज़्यादा फ़ोन नंबर</translation>
    </message>
    <message>
      <source>No number in {country} begins like this</source>
      <translation>{country} में कोई नंबर ऐसे शुरू नहीं होता</translation>
    </message>
    <message>
      <source>On the do-not-call list</source>
      <translation>कॉल-न-करें सूची में है</translation>
    </message>
    <message>
      <source>Refused by the server: {reason}</source>
      <translation>सर्वर ने अस्वीकार किया: {reason}</translation>
    </message>
    <message>
      <source>Already in this campaign, uploaded from here on {date}</source>
      <translation>पहले से इस कैंपेन में है, यहाँ से {date} को अपलोड हुआ</translation>
    </message>
    <message>
      <source>May already be in this campaign: the upload of {date} has no known outcome</source>
      <translation>शायद पहले से इस कैंपेन में है: {date} के अपलोड का नतीजा पता नहीं</translation>
    </message>
    <message>
      <source>Outside the enabled network groups</source>
      <translation>चालू नेटवर्क समूहों से बाहर</translation>
    </message>
    <message>
      <source>Called on {date}</source>
      <translation>{date} को कॉल हुई</translation>
    </message>
    <message>
      <source>Waits in an unfinished upload to this campaign, from here on {date}</source>
      <translation>इस अभियान के एक अधूरे अपलोड में प्रतीक्षा में है, यहाँ से {date} को</translation>
    </message>
    <message>
      <source>Sent to another campaign from here on {date}</source>
      <translation>{date} को यहाँ से दूसरे अभियान में भेजा गया</translation>
    </message>
    <message>
      <source>The server refused this number before: {reason}</source>
      <translation>सर्वर ने यह नंबर पहले अस्वीकार किया था: {reason}</translation>
    </message>
    <message>
      <source>Same number as row {number}</source>
      <translation>वही नंबर जो पंक्ति {number} में है</translation>
    </message>
    <message>
      <source>{cells} of {columns} cells: the missing ones are empty</source>
      <translation>{columns} में से {cells} सेल: जो नहीं हैं वे खाली मानी गईं</translation>
    </message>
    <message>
      <source>{cells} cells for {columns} columns: the surplus is not sent</source>
      <translation>{columns} कॉलम के लिए {cells} सेल: अतिरिक्त नहीं भेजी जातीं</translation>
    </message>
    <message>
      <source>Sent without {variable}</source>
      <translation>{variable} के बिना भेजी जाएगी</translation>
    </message>
    <message>
      <source>+{code} added</source>
      <translation>+{code} जोड़ा गया</translation>
    </message>
    <message>
      <source>Put + in front of numbers: {count}</source>
      <translation>नंबरों के आगे + लगाएँ: {count}</translation>
    </message>
    <message>
      <source>Take out the doubled {code}: {count}</source>
      <translation>दोहराया गया {code} हटाएँ: {count}</translation>
    </message>
    <message>
      <source>Take the number out of the text: {count}</source>
      <translation>टेक्स्ट में से नंबर निकालें: {count}</translation>
    </message>
    <message>
      <source>Take the first of several numbers: {count}</source>
      <translation>कई नंबरों में से पहला लें: {count}</translation>
    </message>
    <message>
      <source>Read as numbers of {country}: {count}</source>
      <translation>{country} के नंबर मानें: {count}</translation>
    </message>
    <message>
      <source>Fill empty {variable}: {count}</source>
      <translation>खाली {variable} भरें: {count}</translation>
    </message>
    <message>
      <source>Leave out rows without {variable}: {count}</source>
      <translation>{variable} के बिना पंक्तियाँ छोड़ें: {count}</translation>
    </message>
    <message>
      <source>Leave out numbers that may not be called: {count}</source>
      <translation>जिन नंबरों पर कॉल की अनुमति नहीं, उन्हें छोड़ें: {count}</translation>
    </message>
    <message>
      <source>Leave out numbers called lately: {count}</source>
      <translation>हाल में कॉल किए गए नंबर छोड़ें: {count}</translation>
    </message>
    <message>
      <source>Leave out numbers sent lately: {count}</source>
      <translation>हाल में भेजे गए नंबर छोड़ें: {count}</translation>
    </message>
    <message>
      <source>Leave out numbers refused before: {count}</source>
      <translation>पहले अस्वीकार किए गए नंबर छोड़ें: {count}</translation>
    </message>
    <message>
      <source>Leave out rows of another length: {count}</source>
      <translation>अलग लंबाई की पंक्तियाँ छोड़ें: {count}</translation>
    </message>
    <message>
      <source>Leave out rows: {count}</source>
      <translation>पंक्तियाँ छोड़ें: {count}</translation>
    </message>
    <message>
      <source>Change a cell of row {number}</source>
      <translation>पंक्ति {number} का एक खाना बदलें</translation>
    </message>
    <message>
      <source>Take rows back in: {count}</source>
      <translation>पंक्तियाँ वापस लें: {count}</translation>
    </message>
    <message>
      <source>This repair no longer fits the rows. Look at the problems again.</source>
      <translation>यह सुधार अब इन पंक्तियों पर नहीं बैठता। समस्याएँ फिर से देखें।</translation>
    </message>
    <message>
      <source>This number is on the do-not-call list. Nothing was sent.</source>
      <translation>यह नंबर कॉल-न-करें सूची में है। कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>This number is already in the campaign, sent from here. Nothing was sent.</source>
      <translation>यह नंबर पहले से कैंपेन में है, यहीं से भेजा गया था। कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>This number may already be in the campaign: an earlier upload from here has no known outcome. Nothing was sent.</source>
      <translation>यह नंबर शायद पहले से कैंपेन में है: यहाँ से हुए एक पिछले अपलोड का नतीजा पता नहीं। कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>The server has no lead with the id {lead_id}, or no longer.</source>
      <translation>सर्वर के पास id {lead_id} वाली लीड नहीं है, या अब नहीं है।</translation>
    </message>
    <message>
      <source>This lead was called already, so it can no longer be changed. To correct it, add a new one.</source>
      <translation>इस लीड को कॉल जा चुकी है, इसलिए इसे अब बदला नहीं जा सकता। सुधारने के लिए नई लीड जोड़ें।</translation>
    </message>
    <message>
      <source>Its campaign is completed or cancelled: leads are no longer removed from it.</source>
      <translation>इसका कैंपेन पूरा या रद्द हो चुका है: उससे अब लीड नहीं हटाई जातीं।</translation>
    </message>
    <message>
      <source>It is changed on the server, but that could not be written to the local record ({reason}): here the lead keeps its old name and number.</source>
      <translation>सर्वर पर बदलाव हो गया, पर स्थानीय रिकॉर्ड में नहीं लिखा जा सका ({reason}): यहाँ लीड का पुराना नाम और नंबर ही रहेगा।</translation>
    </message>
    <message>
      <source>It is removed on the server, but that could not be written to the local record ({reason}): here its number still counts as being in the campaign.</source>
      <translation>सर्वर से हटा दी गई, पर यह स्थानीय रिकॉर्ड में नहीं लिखा जा सका ({reason}): यहाँ इसका नंबर अब भी कैंपेन में गिना जाएगा।</translation>
    </message>
    <message>
      <source>The server gives another person's lead for {number}. Nothing was done about it, and what comes after it was left alone. Look the lead up by hand.</source>
      <translation>सर्वर {number} के लिए किसी और की लीड देता है। उसके साथ कुछ नहीं किया गया, और उसके बाद वाली भी छोड़ दी गईं। लीड को स्वयं खोजकर देखें।</translation>
    </message>
    <message>
      <source>An earlier upload to {campaign} has no known outcome yet. Settle that one first, so that nobody is called twice.</source>
      <translation>{campaign} के एक पिछले अपलोड का नतीजा अभी पता नहीं है। पहले उसे सुलझाएँ, ताकि किसी को दो बार कॉल न जाए।</translation>
    </message>
    <message>
      <source>Leads are being sent to this campaign from here at this moment. Wait until that is over: its counter is the proof of what arrived.</source>
      <translation>इस समय यहाँ से इस कैंपेन में लीड भेजी जा रही हैं। उसके पूरा होने तक रुकें: क्या पहुँचा, इसका सबूत कैंपेन की गिनती है।</translation>
    </message>
    <message>
      <source>Another console on this computer is sending leads to {campaign}, or did so a moment ago. Try again in a minute, so that its leads are not taken for these.</source>
      <translation>इस कंप्यूटर का दूसरा कंसोल {campaign} में लीड भेज रहा है, या अभी-अभी भेज चुका है। एक मिनट बाद फिर कोशिश करें, ताकि उसकी लीड इन लीड में न गिनी जाएँ।</translation>
    </message>
    <message>
      <source>{campaign} is finished and takes no more leads. Choose another campaign.</source>
      <translation>{campaign} समाप्त हो चुका है और अब लीड नहीं लेता। दूसरा कैंपेन चुनें।</translation>
    </message>
    <message>
      <source>The local record of uploads cannot be used ({reason}), so nothing is sent. Free some disk space or check the data folder.</source>
      <translation>अपलोड का स्थानीय रिकॉर्ड काम नहीं कर रहा ({reason}), इसलिए कुछ नहीं भेजा जाता। डिस्क पर जगह बनाएँ या डेटा फ़ोल्डर जाँचें।</translation>
    </message>
    <message>
      <source>The local do-not-call list cannot be used ({reason}), so nothing is sent. Free some disk space or check the data folder.</source>
      <translation>स्थानीय कॉल-न-करें सूची काम नहीं कर रही ({reason}), इसलिए कुछ नहीं भेजा जाता। डिस्क पर जगह बनाएँ या डेटा फ़ोल्डर जाँचें।</translation>
    </message>
    <message>
      <source>No column of {name} seems to hold phone numbers. Call it phone_number and choose it again.</source>
      <translation>{name} के किसी कॉलम में फ़ोन नंबर नहीं लगते। कॉलम का नाम phone_number रखें और उसे फिर चुनें।</translation>
    </message>
    <message>
      <source>The local record of uploads was written by a newer version of this program. Update it, then open the file again.</source>
      <translation>अपलोड का स्थानीय रिकॉर्ड इस प्रोग्राम के नए संस्करण ने लिखा है। प्रोग्राम अपडेट करें, फिर फ़ाइल दोबारा खोलें।</translation>
    </message>
    <message>
      <source>This upload has been settled meanwhile. Look at the earlier uploads before you go on.</source>
      <translation>इस बीच इस अपलोड का फ़ैसला हो चुका है। आगे बढ़ने से पहले पिछले अपलोड देखें।</translation>
    </message>
    <message>
      <source>The program ended while the upload was under way</source>
      <translation>अपलोड के बीच में प्रोग्राम बंद हो गया</translation>
    </message>
    <message>
      <source>Cancelled by you</source>
      <translation>आपने रद्द किया</translation>
    </message>
    <message>
      <source>The server reports {created} created and {skipped} skipped of {rows} rows</source>
      <translation>सर्वर {rows} पंक्तियों में से {created} बनी और {skipped} छोड़ी गई बताता है</translation>
    </message>
    <message>
      <source>This could not be written to the local record ({reason}). Do not send this file again before looking at the campaign.</source>
      <translation>इसे स्थानीय रिकॉर्ड में लिखा नहीं जा सका ({reason})। कैंपेन देखे बिना यह फ़ाइल फिर न भेजें।</translation>
    </message>
    <message>
      <source>Nobody in it was left to be sent</source>
      <translation>इसमें भेजने को कोई नहीं बचा</translation>
    </message>
    <message>
      <source>Left out by you</source>
      <translation>आपने छोड़ दिया</translation>
    </message>
    <message>
      <source>It is not known whether part {part} of {parts} arrived ({unknown} rows). {there} rows are there, {waiting} wait. Nothing more is sent until this is settled.</source>
      <translation>पता नहीं कि {parts} में से भाग {part} पहुँचा या नहीं ({unknown} पंक्तियाँ)। {there} पंक्तियाँ वहाँ हैं, {waiting} रुकी हैं। यह सुलझने तक और कुछ नहीं भेजा जाता।</translation>
    </message>
    <message>
      <source>The server refused part {part} of {parts}. {there} rows are there, {waiting} wait to be sent.</source>
      <translation>सर्वर ने {parts} में से भाग {part} अस्वीकार किया। {there} पंक्तियाँ वहाँ हैं, {waiting} भेजे जाने को रुकी हैं।</translation>
    </message>
    <message>
      <source>{there} of {rows} rows are there; {waiting} wait to be sent.</source>
      <translation>{rows} में से {there} पंक्तियाँ वहाँ हैं; {waiting} भेजे जाने को रुकी हैं।</translation>
    </message>
    <message>
      <source>{there} of {rows} rows are there; refused: {refused}.</source>
      <translation>{rows} में से {there} पंक्तियाँ वहाँ हैं; अस्वीकार: {refused}।</translation>
    </message>
    <message>
      <source>The answer was lost, but the campaign has grown by exactly {rows} leads: all are there.</source>
      <translation>जवाब खो गया, पर कैंपेन में ठीक {rows} लीड बढ़ी हैं: सब पहुँच गईं।</translation>
    </message>
    <message>
      <source>The answer was lost, but the campaign has grown by one lead: it is there.</source>
      <translation>जवाब खो गया, पर कैंपेन में एक लीड बढ़ी है: वह पहुँच गई।</translation>
    </message>
    <message>
      <source>1 row, taken as arrived</source>
      <translation>1 पंक्ति, पहुँची हुई मानी गई</translation>
    </message>
    <message>
      <source>{rows} rows, taken as arrived</source>
      <translation>{rows} पंक्तियाँ, पहुँची हुई मानी गईं</translation>
    </message>
    <message>
      <source>{rows} rows were sent and it is not known whether they arrived. They were saved to a file, and the campaign is free for other leads.</source>
      <translation>{rows} पंक्तियाँ भेजी गईं और पता नहीं कि वे पहुँचीं या नहीं। उन्हें एक फ़ाइल में सहेजा गया, और कैंपेन दूसरी लीड के लिए खाली है।</translation>
    </message>
    <message>
      <source>Nothing arrived: the campaign still has {after} leads. You can send the file again.</source>
      <translation>कुछ नहीं पहुँचा: कैंपेन में अब भी {after} लीड हैं। आप फ़ाइल फिर भेज सकते हैं।</translation>
    </message>
    <message>
      <source>It did not arrive: the campaign still has {after} leads. You can add it again.</source>
      <translation>यह नहीं पहुँची: कैंपेन में अब भी {after} लीड हैं। आप इसे फिर जोड़ सकते हैं।</translation>
    </message>
    <message>
      <source>The server refused the file and stored nothing of it.</source>
      <translation>सर्वर ने फ़ाइल अस्वीकार की और उसमें से कुछ नहीं रखा।</translation>
    </message>
    <message>
      <source>The server refused the file, so presumably nothing was stored.</source>
      <translation>सर्वर ने फ़ाइल अस्वीकार की, इसलिए शायद कुछ नहीं रखा गया।</translation>
    </message>
    <message>
      <source>One lead was sent and it is not known whether it arrived. The campaign had {before} leads and has {after} now. Nothing is sent again until this is settled.</source>
      <translation>एक लीड भेजी गई और पता नहीं कि वह पहुँची या नहीं। कैंपेन में {before} लीड थीं और अब {after} हैं। यह सुलझने तक कुछ फिर नहीं भेजा जाएगा।</translation>
    </message>
    <message>
      <source>One lead was sent and it is not known whether it arrived. Nothing is sent again until this is settled.</source>
      <translation>एक लीड भेजी गई और पता नहीं कि वह पहुँची या नहीं। यह सुलझने तक कुछ फिर नहीं भेजा जाएगा।</translation>
    </message>
    <message>
      <source>{rows} rows were sent and it is not known whether they arrived. The campaign had {before} leads and has {after} now. Nothing is sent again until this is settled.</source>
      <translation>{rows} पंक्तियाँ भेजी गईं और पता नहीं कि वे पहुँचीं या नहीं। कैंपेन में {before} लीड थीं और अब {after} हैं। यह सुलझने तक कुछ फिर नहीं भेजा जाएगा।</translation>
    </message>
    <message>
      <source>{rows} rows were sent and it is not known whether they arrived. Nothing is sent again until this is settled.</source>
      <translation>{rows} पंक्तियाँ भेजी गईं और पता नहीं कि वे पहुँचीं या नहीं। यह सुलझने तक कुछ फिर नहीं भेजा जाएगा।</translation>
    </message>
    <message>
      <source>The server has created a lead.</source>
      <translation>सर्वर ने लीड बनाई है।</translation>
    </message>
    <message>
      <source>The server has skipped it, since it knew the number already or found none.</source>
      <translation>सर्वर ने इसे छोड़ दिया, क्योंकि नंबर पहले से था या मिला नहीं।</translation>
    </message>
    <message>
      <source>The server has created {created} leads and skipped {skipped}; it does not say which.</source>
      <translation>सर्वर ने {created} लीड बनाईं और {skipped} छोड़ीं; वह नहीं बताता कि कौन सी।</translation>
    </message>
    <message>
      <source>No answer came; you have counted it as arrived.</source>
      <translation>जवाब नहीं आया; आपने इसे पहुँचा हुआ माना है।</translation>
    </message>
    <message>
      <source>The server has refused it: {reason}</source>
      <translation>सर्वर ने इसे अस्वीकार किया: {reason}</translation>
    </message>
    <message>
      <source>Nothing is the matter with it, but the server has refused the file that it was in.</source>
      <translation>इसमें कोई कमी नहीं है, पर सर्वर ने वह फ़ाइल अस्वीकार की जिसमें यह थी।</translation>
    </message>
    <message>
      <source>It was sent, and it is not known whether it arrived.</source>
      <translation>यह भेजी गई, और पता नहीं कि पहुँची या नहीं।</translation>
    </message>
    <message>
      <source>Its part of the file was not sent yet.</source>
      <translation>फ़ाइल का इसका भाग अभी नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>It was not sent, or it is certain that it did not arrive.</source>
      <translation>यह नहीं भेजी गई, या यह पक्का है कि नहीं पहुँची।</translation>
    </message>
    <message>
      <source>It was taken out of the campaign again.</source>
      <translation>इसे कैंपेन से फिर निकाल दिया गया।</translation>
    </message>
    <message>
      <source>It was called before it could be taken out, and stays in the campaign.</source>
      <translation>निकाले जाने से पहले इसे कॉल हो चुकी थी, और यह कैंपेन में रहती है।</translation>
    </message>
    <message>
      <source>The server reports {created} created, but the campaign went from {before} to {after} leads. Others may be adding leads too.</source>
      <translation>सर्वर {created} बनी बताता है, पर कैंपेन में लीड {before} से {after} हुईं। शायद दूसरे लोग भी लीड जोड़ रहे हैं।</translation>
    </message>
    <message>
      <source>Quotation mark not closed</source>
      <translation>उद्धरण चिह्न बंद नहीं है</translation>
    </message>
    <message>
      <source>the columns cannot be told apart</source>
      <translation>कॉलम अलग-अलग पहचाने नहीं जा सकते</translation>
    </message>
    <message>
      <source>the cell is empty</source>
      <translation>सेल खाली है</translation>
    </message>
    <message>
      <source>Damaged by Excel</source>
      <translation>Excel से खराब हुए</translation>
    </message>
    <message>
      <source>{example}: digits are lost</source>
      <translation>{example}: अंक खो गए हैं</translation>
    </message>
    <message>
      <source>Not possible as a phone number</source>
      <translation>फ़ोन नंबर हो ही नहीं सकते</translation>
    </message>
    <message>
      <source>for example {example}</source>
      <translation>जैसे {example}</translation>
    </message>
    <message>
      <source>local list, {listed} numbers</source>
      <translation>स्थानीय सूची, {listed} नंबर</translation>
    </message>
    <message>
      <source>Refused by the server</source>
      <translation>सर्वर ने अस्वीकार किया</translation>
    </message>
    <message>
      <source>{example}</source>
      <translation>{example}</translation>
    </message>
    <message>
      <source>Already in this campaign</source>
      <translation>पहले से इस कैंपेन में</translation>
    </message>
    <message>
      <source>uploaded from here before</source>
      <translation>यहाँ से पहले अपलोड हुए</translation>
    </message>
    <message>
      <source>Perhaps already in this campaign</source>
      <translation>शायद पहले से इस कैंपेन में</translation>
    </message>
    <message>
      <source>an earlier upload has no known outcome</source>
      <translation>एक पिछले अपलोड का नतीजा पता नहीं</translation>
    </message>
    <message>
      <source>Duplicates in this file</source>
      <translation>इस फ़ाइल में दोहराए गए</translation>
    </message>
    <message>
      <source>the first of each number is kept</source>
      <translation>हर नंबर का पहला रखा जाता है</translation>
    </message>
    <message>
      <source>The server may refuse to call these</source>
      <translation>सर्वर इन्हें कॉल करने से मना कर सकता है</translation>
    </message>
    <message>
      <source>outside the enabled network groups: {example}</source>
      <translation>चालू नेटवर्क समूहों से बाहर: {example}</translation>
    </message>
    <message>
      <source>Called in the last {days} days</source>
      <translation>पिछले {days} दिनों में कॉल हुई</translation>
    </message>
    <message>
      <source>from {calls} calls known here, newest {newest}</source>
      <translation>यहाँ ज्ञात {calls} कॉल में से, सबसे नई {newest}</translation>
    </message>
    <message>
      <source>Sent to another campaign lately</source>
      <translation>हाल ही में दूसरे अभियान में भेजे गए</translation>
    </message>
    <message>
      <source>they may have been called in the last days</source>
      <translation>हो सकता है पिछले दिनों में उन्हें कॉल की गई हो</translation>
    </message>
    <message>
      <source>Refused by the server before</source>
      <translation>सर्वर ने पहले अस्वीकार किए</translation>
    </message>
    <message>
      <source>More or fewer cells than the header</source>
      <translation>सेल हेडर से ज़्यादा या कम</translation>
    </message>
    <message>
      <source>check that nothing moved to another column</source>
      <translation>जाँचें कि कुछ दूसरे कॉलम में न चला गया हो</translation>
    </message>
    <message>
      <source>Empty {variable}</source>
      <translation>{variable} खाली</translation>
    </message>
    <message>
      <source>sent without this variable</source>
      <translation>इस वेरिएबल के बिना भेजी जाएँगी</translation>
    </message>
    <message>
      <source>Added +{code}</source>
      <translation>+{code} जोड़ा गया</translation>
    </message>
    <message>
      <source>numbers without a country code</source>
      <translation>बिना देश कोड वाले नंबर</translation>
    </message>
  </context>
  <context>
    <name>Leave</name>
    <message>
      <source>Close the console?</source>
      <translation>कंसोल बंद करें?</translation>
    </message>
    <message>
      <source>Leave this profile?</source>
      <translation>यह प्रोफ़ाइल छोड़ें?</translation>
    </message>
    <message>
      <source>Close and break it off</source>
      <translation>बंद करें और अपलोड रोकें</translation>
    </message>
    <message>
      <source>Leave and break it off</source>
      <translation>छोड़ें और अपलोड रोकें</translation>
    </message>
    <message>
      <source>Stay</source>
      <translation>यहीं रहें</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>{why} Requests are possible again in {left}.</source>
      <translation>{why} {left} में रिक्वेस्ट फिर संभव होंगी।</translation>
    </message>
    <message>
      <source>Campaigns</source>
      <translation>कैंपेन</translation>
    </message>
    <message>
      <source>Leads</source>
      <translation>लीड</translation>
    </message>
    <message>
      <source>Call logs</source>
      <translation>कॉल लॉग</translation>
    </message>
    <message>
      <source>Quota</source>
      <translation>कोटा</translation>
    </message>
    <message>
      <source>DialNexa Console</source>
      <translation>DialNexa Console</translation>
    </message>
    <message>
      <source>Sections</source>
      <translation>अनुभाग</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>फ़ाइल(&amp;F)</translation>
    </message>
    <message>
      <source>Open lead file…</source>
      <translation>लीड फ़ाइल खोलें…</translation>
    </message>
    <message>
      <source>Save a lead file template…</source>
      <translation>लीड फ़ाइल का टेम्पलेट सहेजें…</translation>
    </message>
    <message>
      <source>Add a profile…</source>
      <translation>प्रोफ़ाइल जोड़ें…</translation>
    </message>
    <message>
      <source>Manage profiles…</source>
      <translation>प्रोफ़ाइल प्रबंधित करें…</translation>
    </message>
    <message>
      <source>Change the key…</source>
      <translation>key बदलें…</translation>
    </message>
    <message>
      <source>Clear local data…</source>
      <translation>स्थानीय डेटा मिटाएँ…</translation>
    </message>
    <message>
      <source>Sign out and remove this profile…</source>
      <translation>साइन आउट करके यह प्रोफ़ाइल हटाएँ…</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>बाहर निकलें</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>संपादन(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>दृश्य(&amp;V)</translation>
    </message>
    <message>
      <source>High contrast</source>
      <translation>ऊँचा कंट्रास्ट</translation>
    </message>
    <message>
      <source>&amp;Campaign</source>
      <translation>कैंपेन(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Tools</source>
      <translation>टूल(&amp;T)</translation>
    </message>
    <message>
      <source>This run shows the demo. Start the console without --demo.</source>
      <translation>इस बार डेमो चल रहा है। कंसोल को --demo के बिना शुरू करें।</translation>
    </message>
    <message>
      <source>Colours of the system</source>
      <translation>सिस्टम के रंग</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>हल्का</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>गहरा</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>मदद(&amp;H)</translation>
    </message>
    <message>
      <source>No profile is open.</source>
      <translation>कोई प्रोफ़ाइल खुली नहीं है।</translation>
    </message>
    <message>
      <source>No stored profile is open.</source>
      <translation>कोई सहेजी हुई प्रोफ़ाइल खुली नहीं है।</translation>
    </message>
    <message>
      <source>The demo's data go when it ends.</source>
      <translation>डेमो का डेटा उसके खत्म होने पर मिट जाता है।</translation>
    </message>
    <message>
      <source>Requests are possible again.</source>
      <translation>रिक्वेस्ट फिर संभव हैं।</translation>
    </message>
    <message>
      <source>read-only</source>
      <translation>केवल पढ़ने के लिए</translation>
    </message>
  </context>
  <context>
    <name>Menus</name>
    <message>
      <source>Preferences…</source>
      <translation>प्राथमिकताएँ…</translation>
    </message>
    <message>
      <source>Search or run an action…</source>
      <translation>खोजें या कोई काम चलाएँ…</translation>
    </message>
    <message>
      <source>Sort the table by…</source>
      <translation>तालिका का क्रम…</translation>
    </message>
    <message>
      <source>Webhooks</source>
      <translation>वेबहुक</translation>
    </message>
    <message>
      <source>Reference data</source>
      <translation>संदर्भ डेटा</translation>
    </message>
    <message>
      <source>Request log</source>
      <translation>रिक्वेस्ट लॉग</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>कीबोर्ड शॉर्टकट</translation>
    </message>
    <message>
      <source>Open log folder</source>
      <translation>लॉग फ़ोल्डर खोलें</translation>
    </message>
    <message>
      <source>Copy diagnostics</source>
      <translation>डायग्नोस्टिक्स कॉपी करें</translation>
    </message>
    <message>
      <source>About DialNexa Console</source>
      <translation>DialNexa Console के बारे में</translation>
    </message>
    <message>
      <source>Diagnostics were copied: versions, folders and reachability, no key and no number.</source>
      <translation>डायग्नोस्टिक्स कॉपी हुए: संस्करण, फ़ोल्डर और सर्वर तक पहुँच, कोई key और कोई नंबर नहीं।</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>कॉपी करें</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>पेस्ट करें</translation>
    </message>
    <message>
      <source>Select all</source>
      <translation>सब चुनें</translation>
    </message>
    <message>
      <source>The folder is {folder}.</source>
      <translation>फ़ोल्डर {folder} है।</translation>
    </message>
  </context>
  <context>
    <name>MessageBar</name>
    <message>
      <source>Close the message</source>
      <translation>संदेश बंद करें</translation>
    </message>
    <message>
      <source>Messages</source>
      <translation>संदेश</translation>
    </message>
  </context>
  <context>
    <name>Palette</name>
    <message>
      <source>It is being done.</source>
      <translation>यह किया जा रहा है।</translation>
    </message>
    <message>
      <source>Go to {name}</source>
      <translation>{name} पर जाएँ</translation>
    </message>
    <message>
      <source>Not possible now.</source>
      <translation>अभी संभव नहीं।</translation>
    </message>
    <message>
      <source>Campaign</source>
      <translation>कैंपेन</translation>
    </message>
    <message>
      <source>{why} Possible again in {left}.</source>
      <translation>{why} {left} में फिर संभव।</translation>
    </message>
    <message>
      <source>queued · Return takes it out</source>
      <translation>कतार में · Return से निकालें</translation>
    </message>
    <message>
      <source>waits {left} for the server · Return queues it</source>
      <translation>सर्वर के लिए {left} का इंतज़ार · Return से कतार में लगाएँ</translation>
    </message>
    <message>
      <source>Search or run an action</source>
      <translation>खोजें या कोई काम चलाएँ</translation>
    </message>
    <message>
      <source>Command palette</source>
      <translation>कमांड पैलेट</translation>
    </message>
    <message>
      <source>Actions</source>
      <translation>काम</translation>
    </message>
    <message>
      <source>No action and no campaign is called that</source>
      <translation>इस नाम का कोई काम या कैंपेन नहीं है</translation>
    </message>
    <message>
      <source>↑ ↓ choose · Return runs · Esc closes</source>
      <translation>↑ ↓ चुनें · Return चलाएँ · Esc बंद करें</translation>
    </message>
  </context>
  <context>
    <name>Preferences</name>
    <message>
      <source>Requests that fetch transcripts by themselves. What you open is always fetched.</source>
      <translation>ये अनुरोध ट्रांसक्रिप्ट अपने आप लाते हैं। जो आप खोलते हैं वह हमेशा लाया जाता है।</translation>
    </message>
    <message>
      <source>When a profile is opened, calls that are older leave this computer, and finished uploads that are older lose their rows, names, lists of numbers and the server's remarks. Each number that went to a campaign stays with that campaign, so that nobody is uploaded twice. The do-not-call list and uploads without a known outcome are left alone.</source>
      <translation>प्रोफ़ाइल खुलने पर इससे पुरानी कॉलें इस कंप्यूटर से हटा दी जाती हैं, और इससे पुराने, पूरे हो चुके अपलोड की पंक्तियाँ, नाम, नंबरों की सूचियाँ और सर्वर की टिप्पणियाँ मिटा दी जाती हैं। किसी कैंपेन में गया हर नंबर उस कैंपेन के साथ रहता है, ताकि कोई दो बार अपलोड न हो। कॉल-न-करें सूची और अज्ञात परिणाम वाले अपलोड को छुआ नहीं जाता।</translation>
    </message>
    <message>
      <source>Empty for none. Used from the next opening of a profile; proxies of the system never are.</source>
      <translation>न हो तो खाली छोड़ें। प्रोफ़ाइल अगली बार खुलने पर लागू होगी; सिस्टम की प्रॉक्सी कभी इस्तेमाल नहीं होती।</translation>
    </message>
    <message>
      <source>Preferences</source>
      <translation>प्राथमिकताएँ</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>बंद करें</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>रूप-रंग</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>सिस्टम के अनुसार</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>हल्का</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>गहरा</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>रंग</translation>
    </message>
    <message>
      <source>High contrast</source>
      <translation>ऊँचा कंट्रास्ट</translation>
    </message>
    <message>
      <source>When off, only where the system asks for it</source>
      <translation>बंद हो तो केवल तब, जब सिस्टम इसे माँगे</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>भाषा</translation>
    </message>
    <message>
      <source>In force from the next start of the console.</source>
      <translation>कंसोल अगली बार शुरू होने पर लागू होगी।</translation>
    </message>
    <message>
      <source>Phone numbers</source>
      <translation>फ़ोन नंबर</translation>
    </message>
    <message>
      <source>Default country</source>
      <translation>डिफ़ॉल्ट देश</translation>
    </message>
    <message>
      <source>Mask phone numbers on the screen</source>
      <translation>स्क्रीन पर फ़ोन नंबर छिपाएँ</translation>
    </message>
    <message>
      <source>+91 98••• ••210; copying still gives the whole number</source>
      <translation>+91 98••• ••210; कॉपी करने पर पूरा नंबर मिलता है</translation>
    </message>
    <message>
      <source>Requests</source>
      <translation>रिक्वेस्ट</translation>
    </message>
    <message>
      <source>Share the key</source>
      <translation>key साझा करें</translation>
    </message>
    <message>
      <source>Background work leaves other users of it their part; also in the Quota tab</source>
      <translation>बैकग्राउंड का काम दूसरों का हिस्सा छोड़ता है; कोटा टैब में भी</translation>
    </message>
    <message>
      <source>Transcripts</source>
      <translation>ट्रांसक्रिप्ट</translation>
    </message>
    <message>
      <source>Requests for transcripts</source>
      <translation>ट्रांसक्रिप्ट के लिए अनुरोध</translation>
    </message>
    <message>
      <source>Proxy</source>
      <translation>प्रॉक्सी</translation>
    </message>
    <message>
      <source>Personal data on this computer</source>
      <translation>इस कंप्यूटर पर निजी डेटा</translation>
    </message>
    <message>
      <source>30 days</source>
      <translation>30 दिन</translation>
    </message>
    <message>
      <source>90 days</source>
      <translation>90 दिन</translation>
    </message>
    <message>
      <source>1 year</source>
      <translation>1 साल</translation>
    </message>
    <message>
      <source>Until I remove it</source>
      <translation>जब तक मैं न हटाऊँ</translation>
    </message>
    <message>
      <source>Clear local data…</source>
      <translation>स्थानीय डेटा मिटाएँ…</translation>
    </message>
    <message>
      <source>Keep it for</source>
      <translation>कब तक रखें</translation>
    </message>
    <message>
      <source>Keep personal data on this computer</source>
      <translation>इस कंप्यूटर पर निजी डेटा रखें</translation>
    </message>
    <message>
      <source>Changes are kept at once.</source>
      <translation>बदलाव तुरंत सहेजे जाते हैं।</translation>
    </message>
    <message>
      <source>{count} a day</source>
      <translation>दिन में {count}</translation>
    </message>
    <message>
      <source>None</source>
      <translation>कोई नहीं</translation>
    </message>
    <message>
      <source>Open a profile first: it belongs to the profile.</source>
      <translation>पहले कोई प्रोफ़ाइल खोलें: यह प्रोफ़ाइल की सेटिंग है।</translation>
    </message>
    <message>
      <source>For lead numbers without a country code, in the profile {name}.</source>
      <translation>प्रोफ़ाइल {name} में बिना देश कोड वाले लीड नंबरों के लिए।</translation>
    </message>
  </context>
  <context>
    <name>Profiles</name>
    <message>
      <source>open</source>
      <translation>खुला</translation>
    </message>
    <message>
      <source>Profiles</source>
      <translation>प्रोफ़ाइल</translation>
    </message>
    <message>
      <source>Add a profile…</source>
      <translation>प्रोफ़ाइल जोड़ें…</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>नाम</translation>
    </message>
    <message>
      <source>Read-only</source>
      <translation>केवल पढ़ने के लिए</translation>
    </message>
    <message>
      <source>New key…</source>
      <translation>नई key…</translation>
    </message>
    <message>
      <source>Clear local data…</source>
      <translation>स्थानीय डेटा मिटाएँ…</translation>
    </message>
    <message>
      <source>Sign out and remove…</source>
      <translation>साइन आउट करें और हटाएँ…</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>खोलें</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>बंद करें</translation>
    </message>
    <message>
      <source>No profile yet</source>
      <translation>अभी कोई प्रोफ़ाइल नहीं</translation>
    </message>
    <message>
      <source>A profile is a workspace's API key, with a name and a colour.</source>
      <translation>प्रोफ़ाइल यानी किसी वर्कस्पेस की API key, एक नाम और एक रंग के साथ।</translation>
    </message>
    <message>
      <source>no country: + is needed</source>
      <translation>कोई देश नहीं: + ज़रूरी है</translation>
    </message>
    <message>
      <source>nothing on the server is changed through this profile</source>
      <translation>इस प्रोफ़ाइल से सर्वर पर कुछ नहीं बदलता</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>रंग</translation>
    </message>
    <message>
      <source>Default country</source>
      <translation>डिफ़ॉल्ट देश</translation>
    </message>
    <message>
      <source>This run shows the demo. Start the console without --demo.</source>
      <translation>इस बार डेमो चल रहा है। कंसोल को --demo के बिना शुरू करें।</translation>
    </message>
    <message>
      <source>No local data</source>
      <translation>कोई स्थानीय डेटा नहीं</translation>
    </message>
    <message>
      <source>Nothing is kept of it on this computer.</source>
      <translation>इस कंप्यूटर पर इसका कुछ नहीं रखा है।</translation>
    </message>
    <message>
      <source>The key is in the keyring</source>
      <translation>key कीरिंग में है</translation>
    </message>
    <message>
      <source>It is open.</source>
      <translation>यह खुला है।</translation>
    </message>
    <message>
      <source>for numbers that are written without a country code</source>
      <translation>उन नंबरों के लिए जो देश कोड के बिना लिखे हैं</translation>
    </message>
    <message>
      <source>read-only</source>
      <translation>केवल पढ़ने के लिए</translation>
    </message>
    <message>
      <source>Local data: {size}</source>
      <translation>स्थानीय डेटा: {size}</translation>
    </message>
    <message>
      <source>The key ends in …{hint}</source>
      <translation>key का अंत …{hint} है</translation>
    </message>
    <message>
      <source>Give the profile a name.</source>
      <translation>प्रोफ़ाइल को नाम दें।</translation>
    </message>
    <message>
      <source>There is another profile of this name.</source>
      <translation>इस नाम का दूसरा प्रोफ़ाइल है।</translation>
    </message>
  </context>
  <context>
    <name>QAbstractSpinBox</name>
    <message>
      <source>&amp;Select All</source>
      <translation>सब चुनें(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Step up</source>
      <translation>बढ़ाएँ(&amp;S)</translation>
    </message>
    <message>
      <source>Step &amp;down</source>
      <translation>घटाएँ(&amp;D)</translation>
    </message>
  </context>
  <context>
    <name>QLineEdit</name>
    <message>
      <source>&amp;Undo</source>
      <translation>वापस लें(&amp;U)</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>फिर करें(&amp;R)</translation>
    </message>
    <message>
      <source>Cu&amp;t</source>
      <translation>काटें(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Copy</source>
      <translation>कॉपी करें(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Paste</source>
      <translation>पेस्ट करें(&amp;P)</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>मिटाएँ</translation>
    </message>
    <message>
      <source>Select All</source>
      <translation>सब चुनें</translation>
    </message>
  </context>
  <context>
    <name>QScrollBar</name>
    <message>
      <source>Scroll here</source>
      <translation>यहाँ तक खिसकाएँ</translation>
    </message>
    <message>
      <source>Top</source>
      <translation>सबसे ऊपर</translation>
    </message>
    <message>
      <source>Bottom</source>
      <translation>सबसे नीचे</translation>
    </message>
    <message>
      <source>Page up</source>
      <translation>एक पेज ऊपर</translation>
    </message>
    <message>
      <source>Page down</source>
      <translation>एक पेज नीचे</translation>
    </message>
    <message>
      <source>Scroll up</source>
      <translation>ऊपर खिसकाएँ</translation>
    </message>
    <message>
      <source>Scroll down</source>
      <translation>नीचे खिसकाएँ</translation>
    </message>
    <message>
      <source>Left edge</source>
      <translation>बायाँ किनारा</translation>
    </message>
    <message>
      <source>Right edge</source>
      <translation>दायाँ किनारा</translation>
    </message>
    <message>
      <source>Page left</source>
      <translation>एक पेज बाएँ</translation>
    </message>
    <message>
      <source>Page right</source>
      <translation>एक पेज दाएँ</translation>
    </message>
    <message>
      <source>Scroll left</source>
      <translation>बाएँ खिसकाएँ</translation>
    </message>
    <message>
      <source>Scroll right</source>
      <translation>दाएँ खिसकाएँ</translation>
    </message>
  </context>
  <context>
    <name>QTabBar</name>
    <message>
      <source>Scroll Left</source>
      <translation>बाएँ खिसकाएँ</translation>
    </message>
    <message>
      <source>Scroll Right</source>
      <translation>दाएँ खिसकाएँ</translation>
    </message>
  </context>
  <context>
    <name>QWidgetTextControl</name>
    <message>
      <source>&amp;Undo</source>
      <translation>वापस लें(&amp;U)</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>फिर करें(&amp;R)</translation>
    </message>
    <message>
      <source>Cu&amp;t</source>
      <translation>काटें(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Copy</source>
      <translation>कॉपी करें(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Paste</source>
      <translation>पेस्ट करें(&amp;P)</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>मिटाएँ</translation>
    </message>
    <message>
      <source>Select All</source>
      <translation>सब चुनें</translation>
    </message>
  </context>
  <context>
    <name>Quota</name>
    <message>
      <source>Quota forecast</source>
      <translation>कोटा पूर्वानुमान</translation>
    </message>
    <message>
      <source>Quota history</source>
      <translation>कोटा इतिहास</translation>
    </message>
    <message>
      <source>Arrow keys go from minute to minute.</source>
      <translation>तीर की कुंजियाँ मिनट दर मिनट ले जाती हैं।</translation>
    </message>
    <message>
      <source>{hours} h: {count} requests; refused with 429: {limited}.</source>
      <translation>{hours} घं॰: {count} रिक्वेस्ट; 429 से अस्वीकृत: {limited}।</translation>
    </message>
    <message>
      <source>Busiest minute {time} with {count}</source>
      <translation>सबसे व्यस्त मिनट {time}, {count} रिक्वेस्ट</translation>
    </message>
    <message>
      <source>Legend</source>
      <translation>संकेत सूची</translation>
    </message>
    <message>
      <source>Time shown</source>
      <translation>दिखाया गया समय</translation>
    </message>
    <message>
      <source>the limit allows {count} a minute</source>
      <translation>सीमा प्रति मिनट {count} देती है</translation>
    </message>
    <message>
      <source>requests of each minute</source>
      <translation>हर मिनट की रिक्वेस्ट</translation>
    </message>
    <message>
      <source>Rate limited</source>
      <translation>सीमा लागू</translation>
    </message>
    <message>
      <source>Last hour</source>
      <translation>पिछला घंटा</translation>
    </message>
    <message>
      <source>busiest minute of every {count}</source>
      <translation>हर {count} मिनट का सबसे व्यस्त मिनट</translation>
    </message>
    <message>
      <source>Only of this run: the history cannot be kept on disk. {reason}</source>
      <translation>केवल इस बार का: इतिहास डिस्क पर नहीं रखा जा सकता। {reason}</translation>
    </message>
    <message>
      <source>{hours} h</source>
      <translation>{hours} घं॰</translation>
    </message>
    <message>
      <source>Last {hours} hours</source>
      <translation>पिछले {hours} घंटे</translation>
    </message>
    <message>
      <source>of this run · no body, no key, no full number is kept</source>
      <translation>इस बार की · कोई body, key या पूरा नंबर नहीं रखा जाता</translation>
    </message>
    <message>
      <source>Path</source>
      <translation>पाथ</translation>
    </message>
    <message>
      <source>Text in the path</source>
      <translation>पाथ में टेक्स्ट</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>मेथड</translation>
    </message>
    <message>
      <source>Answer</source>
      <translation>जवाब</translation>
    </message>
    <message>
      <source>Activity</source>
      <translation>काम</translation>
    </message>
    <message>
      <source>Waited</source>
      <translation>रुकी</translation>
    </message>
    <message>
      <source>Any</source>
      <translation>कोई भी</translation>
    </message>
    <message>
      <source>Save…</source>
      <translation>सहेजें…</translation>
    </message>
    <message>
      <source>Save requests</source>
      <translation>रिक्वेस्ट सहेजें</translation>
    </message>
    <message>
      <source>Request log</source>
      <translation>रिक्वेस्ट लॉग</translation>
    </message>
    <message>
      <source>There is no request to save.</source>
      <translation>सहेजने के लिए कोई रिक्वेस्ट नहीं है।</translation>
    </message>
    <message>
      <source>Requests saved to {name}: {count}.</source>
      <translation>{name} में सहेजी गई रिक्वेस्ट: {count}।</translation>
    </message>
    <message>
      <source>429 and errors</source>
      <translation>429 और त्रुटियाँ</translation>
    </message>
    <message>
      <source>2xx done</source>
      <translation>2xx पूरी हुई</translation>
    </message>
    <message>
      <source>304 not modified</source>
      <translation>304 बदला नहीं</translation>
    </message>
    <message>
      <source>429 rate limited</source>
      <translation>429 सीमा लागू</translation>
    </message>
    <message>
      <source>4xx refused</source>
      <translation>4xx अस्वीकृत</translation>
    </message>
    <message>
      <source>5xx failed</source>
      <translation>5xx विफल</translation>
    </message>
    <message>
      <source>no answer</source>
      <translation>कोई जवाब नहीं</translation>
    </message>
    <message>
      <source>No request in this run yet</source>
      <translation>इस बार अभी कोई रिक्वेस्ट नहीं</translation>
    </message>
    <message>
      <source>Every request that this console sends is listed here.</source>
      <translation>यह कंसोल जो भी रिक्वेस्ट भेजता है, यहाँ दिखती है।</translation>
    </message>
    <message>
      <source>No request matches the filters</source>
      <translation>फ़िल्टर से कोई रिक्वेस्ट मेल नहीं खाती</translation>
    </message>
    <message>
      <source>Clear filters</source>
      <translation>फ़िल्टर हटाएँ</translation>
    </message>
    <message>
      <source>of this run</source>
      <translation>इस बार की</translation>
    </message>
    <message>
      <source>more than {seconds} s</source>
      <translation>{seconds} से॰ से ज़्यादा</translation>
    </message>
    <message>
      <source>{count} requests are hidden.</source>
      <translation>{count} रिक्वेस्ट छिपी हैं।</translation>
    </message>
    <message>
      <source>Request a higher limit…</source>
      <translation>ज़्यादा सीमा माँगें…</translation>
    </message>
    <message>
      <source>Save requests…</source>
      <translation>रिक्वेस्ट सहेजें…</translation>
    </message>
    <message>
      <source>Share the key</source>
      <translation>key साझा करें</translation>
    </message>
    <message>
      <source>Share the key with them</source>
      <translation>उनके साथ key साझा करें</translation>
    </message>
    <message>
      <source>No profile is open.</source>
      <translation>कोई प्रोफ़ाइल खुली नहीं है।</translation>
    </message>
    <message>
      <source>Background work leaves them their part.</source>
      <translation>बैकग्राउंड का काम उनका हिस्सा छोड़ता है।</translation>
    </message>
    <message>
      <source>Background work takes what they leave. Sharing the key gives them their part.</source>
      <translation>बैकग्राउंड का काम उनसे बचा हुआ लेता है। key साझा करने से उन्हें अपना हिस्सा मिलता है।</translation>
    </message>
    <message>
      <source>{count} requests in 24 h</source>
      <translation>24 घं॰ में {count} रिक्वेस्ट</translation>
    </message>
    <message>
      <source>{count} requests in this run</source>
      <translation>इस बार {count} रिक्वेस्ट</translation>
    </message>
    <message>
      <source>Request a higher limit</source>
      <translation>ज़्यादा सीमा माँगें</translation>
    </message>
    <message>
      <source>Period</source>
      <translation>अवधि</translation>
    </message>
    <message>
      <source>Usage report</source>
      <translation>उपयोग रिपोर्ट</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>कॉपी करें</translation>
    </message>
    <message>
      <source>Save as text…</source>
      <translation>टेक्स्ट सहेजें…</translation>
    </message>
    <message>
      <source>Save as CSV…</source>
      <translation>CSV सहेजें…</translation>
    </message>
    <message>
      <source>Write mail</source>
      <translation>मेल लिखें</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>बंद करें</translation>
    </message>
    <message>
      <source>The report was copied.</source>
      <translation>रिपोर्ट कॉपी हो गई।</translation>
    </message>
    <message>
      <source>Save as CSV</source>
      <translation>CSV के रूप में सहेजें</translation>
    </message>
    <message>
      <source>Save as text</source>
      <translation>टेक्स्ट के रूप में सहेजें</translation>
    </message>
    <message>
      <source>last 24 hours</source>
      <translation>पिछले 24 घंटे</translation>
    </message>
    <message>
      <source>The draft is in your mail program. The report was copied: paste it there.</source>
      <translation>मसौदा आपके मेल प्रोग्राम में है। रिपोर्ट कॉपी हो गई: उसे वहाँ पेस्ट करें।</translation>
    </message>
    <message>
      <source>Higher limits are given by {address}. This report shows why one is needed; it holds counts and times, no key, no path and no number of a person. It is in English for the people who read it.</source>
      <translation>ज़्यादा सीमा {address} से मिलती है। यह रिपोर्ट बताती है कि वह क्यों चाहिए; इसमें गिनती और समय हैं, कोई key, पाथ या किसी का नंबर नहीं। पढ़ने वालों के लिए यह अंग्रेज़ी में है।</translation>
    </message>
    <message>
      <source>Saved to {name}.</source>
      <translation>{name} में सहेजा गया।</translation>
    </message>
    <message>
      <source>last {days} days</source>
      <translation>पिछले {days} दिन</translation>
    </message>
    <message>
      <source>No mail program answered. The report was copied: send it to {address}.</source>
      <translation>किसी मेल प्रोग्राम ने जवाब नहीं दिया। रिपोर्ट कॉपी हो गई: उसे {address} पर भेजें।</translation>
    </message>
    <message>
      <source>Emergency</source>
      <translation>आपात</translation>
    </message>
    <message>
      <source>Interactive</source>
      <translation>इंटरैक्टिव</translation>
    </message>
    <message>
      <source>Upload</source>
      <translation>अपलोड</translation>
    </message>
    <message>
      <source>Background</source>
      <translation>बैकग्राउंड</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>समय</translation>
    </message>
    <message>
      <source>Priority</source>
      <translation>प्राथमिकता</translation>
    </message>
    <message>
      <source>Waited, s</source>
      <translation>रुकी, से॰</translation>
    </message>
    <message>
      <source>Took, ms</source>
      <translation>लगा, ms</translation>
    </message>
    <message>
      <source>Left after</source>
      <translation>बाद में बाकी</translation>
    </message>
    <message>
      <source>outer ring: requests left · inner ring: time left</source>
      <translation>बाहरी रिंग: बाकी रिक्वेस्ट · भीतरी रिंग: बाकी समय</translation>
    </message>
    <message>
      <source>Quota</source>
      <translation>कोटा</translation>
    </message>
    <message>
      <source>background work leaves room for others</source>
      <translation>बैकग्राउंड का काम दूसरों के लिए जगह छोड़ता है</translation>
    </message>
    <message>
      <source>Who spent it</source>
      <translation>किसने खर्च किया</translation>
    </message>
    <message>
      <source>window</source>
      <translation>अवधि</translation>
    </message>
    <message>
      <source>24 h</source>
      <translation>24 घं॰</translation>
    </message>
    <message>
      <source>Together</source>
      <translation>कुल</translation>
    </message>
    <message>
      <source>{name}: {window} in this window, {day} in 24 hours</source>
      <translation>{name}: इस अवधि में {window}, 24 घंटों में {day}</translation>
    </message>
    <message>
      <source>Pace of the last {over}: {pace} a minute, {others} of them by others.</source>
      <translation>पिछले {over} की गति: प्रति मिनट {pace}, इनमें {others} दूसरों की।</translation>
    </message>
    <message>
      <source>The server has not told its limit yet</source>
      <translation>सर्वर ने अभी अपनी सीमा नहीं बताई</translation>
    </message>
    <message>
      <source>The window is over; the next request opens a new one</source>
      <translation>अवधि खत्म हुई; अगली रिक्वेस्ट से नई शुरू होगी</translation>
    </message>
    <message>
      <source>Shared with another console on this computer: {spent} in this window</source>
      <translation>इस कंप्यूटर के एक और कंसोल के साथ साझा: इस विंडो में {spent}</translation>
    </message>
    <message>
      <source>Shared with {count} other consoles on this computer: {spent} in this window</source>
      <translation>इस कंप्यूटर के {count} और कंसोल के साथ साझा: इस विंडो में {spent}</translation>
    </message>
    <message>
      <source>At this pace empty in {empty}; when it is full again the server has not told.</source>
      <translation>इस गति से {empty} में खत्म; फिर कब भरेगा, सर्वर ने नहीं बताया।</translation>
    </message>
    <message>
      <source>Unknown</source>
      <translation>अज्ञात</translation>
    </message>
    <message>
      <source>The server has told nothing yet that a forecast needs.</source>
      <translation>पूर्वानुमान के लिए ज़रूरी बात सर्वर ने अभी नहीं बताई।</translation>
    </message>
    <message>
      <source>Assumes {pace} a minute, as in the last {over} ({others} by others), and that {waiting} waiting leave too.</source>
      <translation>मान्यता: पिछले {over} की तरह प्रति मिनट {pace} (दूसरों की {others}), और प्रतीक्षा की {waiting} भी जाएँगी।</translation>
    </message>
    <message>
      <source>Assumes {pace} a minute, as in the last {over} ({others} by others).</source>
      <translation>मान्यता: पिछले {over} की तरह प्रति मिनट {pace} (दूसरों की {others})।</translation>
    </message>
    <message>
      <source>About one request a minute comes from somebody else with this key.</source>
      <translation>प्रति मिनट लगभग एक रिक्वेस्ट इस key से कोई और भेजता है।</translation>
    </message>
    <message>
      <source>No answer “not modified” (304) in this time.</source>
      <translation>इस समय में “बदला नहीं” (304) का कोई जवाब नहीं।</translation>
    </message>
    <message>
      <source>no pause</source>
      <translation>कोई विराम नहीं</translation>
    </message>
    <message>
      <source>You</source>
      <translation>आप</translation>
    </message>
    <message>
      <source>Uploads</source>
      <translation>अपलोड</translation>
    </message>
    <message>
      <source>Watching and call logs</source>
      <translation>निगरानी और कॉल लॉग</translation>
    </message>
    <message>
      <source>Reference data</source>
      <translation>संदर्भ डेटा</translation>
    </message>
    <message>
      <source>Other users of this key</source>
      <translation>इस key के दूसरे उपयोगकर्ता</translation>
    </message>
    <message>
      <source>Resets in {left}, at {time}</source>
      <translation>{left} में रीसेट, {time} पर</translation>
    </message>
    <message>
      <source>{sent} on their way · {waiting} waiting</source>
      <translation>{sent} रास्ते में · {waiting} प्रतीक्षा में</translation>
    </message>
    <message>
      <source>Nothing leaves for {left}; then one request asks whether the rest may follow.</source>
      <translation>{left} तक कुछ नहीं जाएगा; फिर एक रिक्वेस्ट पूछेगी कि बाकी जा सकती हैं या नहीं।</translation>
    </message>
    <message>
      <source>At this pace {count} will be left over in {left}.</source>
      <translation>इस गति से {left} में {count} बची रहेंगी।</translation>
    </message>
    <message>
      <source>At this pace empty in {empty}, full again in {left}.</source>
      <translation>इस गति से {empty} में खत्म, {left} में फिर भरा।</translation>
    </message>
    <message>
      <source>Not known in full</source>
      <translation>पूरा ज्ञात नहीं</translation>
    </message>
    <message>
      <source>About {count} requests a minute come from somebody else with this key.</source>
      <translation>प्रति मिनट लगभग {count} रिक्वेस्ट इस key से कोई और भेजता है।</translation>
    </message>
    <message>
      <source>{count} answers “not modified” (304): {measured} were measured and cost nothing; saved: {saved}.</source>
      <translation>“बदला नहीं” (304) के {count} जवाब: {measured} मापे गए और मुफ़्त थे; बचीं: {saved}।</translation>
    </message>
    <message>
      <source>{count} answers “not modified” (304): {measured} were measured and cost a request each; saved: none.</source>
      <translation>“बदला नहीं” (304) के {count} जवाब: {measured} मापे गए और हर एक में एक रिक्वेस्ट लगी; बचीं: शून्य।</translation>
    </message>
    <message>
      <source>{count} answers “not modified” (304): of {measured} that were measured {charged} cost a request; saved: about {saved}.</source>
      <translation>“बदला नहीं” (304) के {count} जवाब: मापे गए {measured} में से {charged} में एक रिक्वेस्ट लगी; बचीं: लगभग {saved}।</translation>
    </message>
    <message>
      <source>{count} answers “not modified” (304): what they cost on this server is not known yet.</source>
      <translation>“बदला नहीं” (304) के {count} जवाब: इस सर्वर पर उनकी कीमत अभी ज्ञात नहीं।</translation>
    </message>
    <message>
      <source>{count} pauses, {length} together</source>
      <translation>{count} विराम, कुल {length}</translation>
    </message>
    <message>
      <source>{time}: {count} requests</source>
      <translation>{time}: {count} रिक्वेस्ट</translation>
    </message>
    <message>
      <source>Requests go on in {left}, at {time}</source>
      <translation>रिक्वेस्ट {left} में जारी होंगी, {time} पर</translation>
    </message>
    <message>
      <source>The server asked for a pause</source>
      <translation>सर्वर ने रुकने को कहा</translation>
    </message>
    <message>
      <source>The server has not told when there will be more.</source>
      <translation>सर्वर ने नहीं बताया कि और कब मिलेंगी।</translation>
    </message>
    <message>
      <source>Nothing is left</source>
      <translation>कुछ बाकी नहीं</translation>
    </message>
    <message>
      <source>Left: {count}. Full again in {left}.</source>
      <translation>बाकी: {count}। {left} में फिर भरा।</translation>
    </message>
    <message>
      <source>Left: {count}. The next request opens a new window.</source>
      <translation>बाकी: {count}। अगली रिक्वेस्ट से नई अवधि शुरू होगी।</translation>
    </message>
    <message>
      <source>Nothing is being sent</source>
      <translation>कुछ नहीं भेजा जा रहा</translation>
    </message>
    <message>
      <source>Lasts until the reset</source>
      <translation>रीसेट तक चलेगा</translation>
    </message>
    <message>
      <source>Runs out before the reset</source>
      <translation>रीसेट से पहले खत्म होगा</translation>
    </message>
    <message>
      <source>1 pause of {length}</source>
      <translation>{length} का 1 विराम</translation>
    </message>
    <message>
      <source>Waiting requests: {count}.</source>
      <translation>प्रतीक्षा में रिक्वेस्ट: {count}।</translation>
    </message>
    <message>
      <source>{time}: nothing was sent</source>
      <translation>{time}: कुछ नहीं भेजा गया</translation>
    </message>
    <message>
      <source>Rate limited (429): {count}</source>
      <translation>सीमा लागू (429): {count}</translation>
    </message>
    <message>
      <source>Longest wait for a turn {wait}</source>
      <translation>बारी के लिए सबसे लंबी प्रतीक्षा {wait}</translation>
    </message>
    <message>
      <source>Left at the end: {left}</source>
      <translation>अंत में बाकी: {left}</translation>
    </message>
    <message>
      <source>Full again in {left}.</source>
      <translation>{left} में फिर भरा।</translation>
    </message>
  </context>
  <context>
    <name>Reference</name>
    <message>
      <source>yes</source>
      <translation>हाँ</translation>
    </message>
    <message>
      <source>no</source>
      <translation>नहीं</translation>
    </message>
    <message>
      <source>Draft</source>
      <translation>ड्राफ़्ट</translation>
    </message>
    <message>
      <source>local</source>
      <translation>स्थानीय</translation>
    </message>
    <message>
      <source>mobile</source>
      <translation>मोबाइल</translation>
    </message>
    <message>
      <source>toll-free</source>
      <translation>टोल-फ़्री</translation>
    </message>
    <message>
      <source>male</source>
      <translation>पुरुष</translation>
    </message>
    <message>
      <source>female</source>
      <translation>महिला</translation>
    </message>
    <message>
      <source>non-binary</source>
      <translation>नॉन-बाइनरी</translation>
    </message>
    <message>
      <source>Indian</source>
      <translation>भारतीय</translation>
    </message>
    <message>
      <source>British</source>
      <translation>ब्रिटिश</translation>
    </message>
    <message>
      <source>American</source>
      <translation>अमेरिकी</translation>
    </message>
    <message>
      <source>Canadian</source>
      <translation>कनाडाई</translation>
    </message>
    <message>
      <source>African</source>
      <translation>अफ़्रीकी</translation>
    </message>
    <message>
      <source>Australian</source>
      <translation>ऑस्ट्रेलियाई</translation>
    </message>
    <message>
      <source>Swedish</source>
      <translation>स्वीडिश</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>शीर्षक</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>संस्करण</translation>
    </message>
    <message>
      <source>State</source>
      <translation>स्थिति</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>भाषा</translation>
    </message>
    <message>
      <source>Voice</source>
      <translation>आवाज़</translation>
    </message>
    <message>
      <source>Caller number</source>
      <translation>कॉलर नंबर</translation>
    </message>
    <message>
      <source>Expects</source>
      <translation>अपेक्षित</translation>
    </message>
    <message>
      <source>Time zone</source>
      <translation>समय क्षेत्र</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>नंबर</translation>
    </message>
    <message>
      <source>Label</source>
      <translation>लेबल</translation>
    </message>
    <message>
      <source>Agent</source>
      <translation>एजेंट</translation>
    </message>
    <message>
      <source>Type</source>
      <translation>प्रकार</translation>
    </message>
    <message>
      <source>Provider</source>
      <translation>प्रदाता</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>नाम</translation>
    </message>
    <message>
      <source>Gender</source>
      <translation>लिंग</translation>
    </message>
    <message>
      <source>Accent</source>
      <translation>लहजा</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>कोड</translation>
    </message>
    <message>
      <source>Can be transcribed</source>
      <translation>लिप्यंतरण संभव</translation>
    </message>
    <message>
      <source>Default</source>
      <translation>डिफ़ॉल्ट</translation>
    </message>
    <message>
      <source>Description</source>
      <translation>विवरण</translation>
    </message>
    <message>
      <source>Can stand in</source>
      <translation>विकल्प बन सकता है</translation>
    </message>
    <message>
      <source>not told</source>
      <translation>बताया नहीं</translation>
    </message>
    <message>
      <source>Published</source>
      <translation>प्रकाशित</translation>
    </message>
    <message>
      <source>Active</source>
      <translation>सक्रिय</translation>
    </message>
    <message>
      <source>Pending</source>
      <translation>बाकी</translation>
    </message>
    <message>
      <source>Unavailable</source>
      <translation>उपलब्ध नहीं</translation>
    </message>
    <message>
      <source>Copy id</source>
      <translation>id कॉपी करें</translation>
    </message>
    <message>
      <source>Copy number</source>
      <translation>नंबर कॉपी करें</translation>
    </message>
    <message>
      <source>Campaigns of this agent</source>
      <translation>इस एजेंट के कैंपेन</translation>
    </message>
    <message>
      <source>Everything the server says</source>
      <translation>सर्वर जो कुछ बताता है</translation>
    </message>
    <message>
      <source>Nothing selected</source>
      <translation>कुछ चुना नहीं गया</translation>
    </message>
    <message>
      <source>Select a row to read every field that the server sends.</source>
      <translation>सर्वर का भेजा हर फ़ील्ड पढ़ने के लिए कोई पंक्ति चुनें।</translation>
    </message>
    <message>
      <source>The id was copied.</source>
      <translation>id कॉपी हो गई।</translation>
    </message>
    <message>
      <source>The number was copied.</source>
      <translation>नंबर कॉपी हो गया।</translation>
    </message>
    <message>
      <source>Expects {variables}</source>
      <translation>अपेक्षित: {variables}</translation>
    </message>
    <message>
      <source>Kinds of reference data</source>
      <translation>संदर्भ डेटा के प्रकार</translation>
    </message>
    <message>
      <source>not read yet</source>
      <translation>अभी पढ़ा नहीं गया</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>फिर कोशिश करें</translation>
    </message>
    <message>
      <source>Reference data</source>
      <translation>संदर्भ डेटा</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>रिफ़्रेश</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>खोजें</translation>
    </message>
    <message>
      <source>Search reference data</source>
      <translation>संदर्भ डेटा खोजें</translation>
    </message>
    <message>
      <source>Refresh reference data</source>
      <translation>संदर्भ डेटा रिफ़्रेश करें</translation>
    </message>
    <message>
      <source>No profile is open.</source>
      <translation>कोई प्रोफ़ाइल खुली नहीं है।</translation>
    </message>
    <message>
      <source>The copy shown was {age}.</source>
      <translation>दिखाई गई प्रति {age}।</translation>
    </message>
    <message>
      <source>reading again…</source>
      <translation>फिर पढ़ा जा रहा है…</translation>
    </message>
    <message>
      <source>No profile is open</source>
      <translation>कोई प्रोफ़ाइल खुली नहीं है</translation>
    </message>
    <message>
      <source>Clear the search</source>
      <translation>खोज हटाएँ</translation>
    </message>
    <message>
      <source>{what} are hidden by it.</source>
      <translation>इससे छिपे हुए: {what}।</translation>
    </message>
    <message>
      <source>Requests have to wait for {left}. It goes on by itself.</source>
      <translation>रिक्वेस्ट को {left} रुकना है। यह अपने आप आगे बढ़ेगा।</translation>
    </message>
    <message>
      <source>They are made in the DialNexa dashboard.</source>
      <translation>ये DialNexa डैशबोर्ड में बनाए जाते हैं।</translation>
    </message>
    <message>
      <source>read just now</source>
      <translation>अभी-अभी पढ़ी गई</translation>
    </message>
    <message>
      <source>Reads them again: 1 request</source>
      <translation>फिर से पढ़ता है: 1 रिक्वेस्ट</translation>
    </message>
    <message>
      <source>read {days} days ago</source>
      <translation>{days} दिन पहले पढ़ी गई</translation>
    </message>
    <message>
      <source>Reads them again: {count} requests</source>
      <translation>फिर से पढ़ता है: {count} रिक्वेस्ट</translation>
    </message>
    <message>
      <source>Agents</source>
      <translation>एजेंट</translation>
    </message>
    <message>
      <source>1 agent</source>
      <translation>1 एजेंट</translation>
    </message>
    <message>
      <source>{count} agents</source>
      <translation>{count} एजेंट</translation>
    </message>
    <message>
      <source>Reading agents…</source>
      <translation>एजेंट पढ़े जा रहे हैं…</translation>
    </message>
    <message>
      <source>This key may not read agents</source>
      <translation>इस key को एजेंट पढ़ने की अनुमति नहीं है</translation>
    </message>
    <message>
      <source>Agents could not be read</source>
      <translation>एजेंट पढ़े नहीं जा सके</translation>
    </message>
    <message>
      <source>No agents in this workspace</source>
      <translation>इस वर्कस्पेस में कोई एजेंट नहीं है</translation>
    </message>
    <message>
      <source>No agent matches the search</source>
      <translation>खोज से कोई एजेंट मेल नहीं खाता</translation>
    </message>
    <message>
      <source>Phone numbers</source>
      <translation>फ़ोन नंबर</translation>
    </message>
    <message>
      <source>1 phone number</source>
      <translation>1 फ़ोन नंबर</translation>
    </message>
    <message>
      <source>{count} phone numbers</source>
      <translation>{count} फ़ोन नंबर</translation>
    </message>
    <message>
      <source>Reading phone numbers…</source>
      <translation>फ़ोन नंबर पढ़े जा रहे हैं…</translation>
    </message>
    <message>
      <source>This key may not read phone numbers</source>
      <translation>इस key को फ़ोन नंबर पढ़ने की अनुमति नहीं है</translation>
    </message>
    <message>
      <source>Phone numbers could not be read</source>
      <translation>फ़ोन नंबर पढ़े नहीं जा सके</translation>
    </message>
    <message>
      <source>No phone numbers in this workspace</source>
      <translation>इस वर्कस्पेस में कोई फ़ोन नंबर नहीं है</translation>
    </message>
    <message>
      <source>No phone number matches the search</source>
      <translation>खोज से कोई फ़ोन नंबर मेल नहीं खाता</translation>
    </message>
    <message>
      <source>Voices</source>
      <translation>आवाज़ें</translation>
    </message>
    <message>
      <source>1 voice</source>
      <translation>1 आवाज़</translation>
    </message>
    <message>
      <source>{count} voices</source>
      <translation>{count} आवाज़ें</translation>
    </message>
    <message>
      <source>Reading voices…</source>
      <translation>आवाज़ें पढ़ी जा रही हैं…</translation>
    </message>
    <message>
      <source>This key may not read voices</source>
      <translation>इस key को आवाज़ें पढ़ने की अनुमति नहीं है</translation>
    </message>
    <message>
      <source>Voices could not be read</source>
      <translation>आवाज़ें पढ़ी नहीं जा सकीं</translation>
    </message>
    <message>
      <source>The server lists no voices</source>
      <translation>सर्वर कोई आवाज़ नहीं बताता</translation>
    </message>
    <message>
      <source>No voice matches the search</source>
      <translation>खोज से कोई आवाज़ मेल नहीं खाती</translation>
    </message>
    <message>
      <source>Languages</source>
      <translation>भाषाएँ</translation>
    </message>
    <message>
      <source>1 language</source>
      <translation>1 भाषा</translation>
    </message>
    <message>
      <source>{count} languages</source>
      <translation>{count} भाषाएँ</translation>
    </message>
    <message>
      <source>Reading languages…</source>
      <translation>भाषाएँ पढ़ी जा रही हैं…</translation>
    </message>
    <message>
      <source>This key may not read languages</source>
      <translation>इस key को भाषाएँ पढ़ने की अनुमति नहीं है</translation>
    </message>
    <message>
      <source>Languages could not be read</source>
      <translation>भाषाएँ पढ़ी नहीं जा सकीं</translation>
    </message>
    <message>
      <source>The server lists no languages</source>
      <translation>सर्वर कोई भाषा नहीं बताता</translation>
    </message>
    <message>
      <source>No language matches the search</source>
      <translation>खोज से कोई भाषा मेल नहीं खाती</translation>
    </message>
    <message>
      <source>Language models</source>
      <translation>भाषा मॉडल</translation>
    </message>
    <message>
      <source>1 language model</source>
      <translation>1 भाषा मॉडल</translation>
    </message>
    <message>
      <source>{count} language models</source>
      <translation>{count} भाषा मॉडल</translation>
    </message>
    <message>
      <source>Reading language models…</source>
      <translation>भाषा मॉडल पढ़े जा रहे हैं…</translation>
    </message>
    <message>
      <source>This key may not read language models</source>
      <translation>इस key को भाषा मॉडल पढ़ने की अनुमति नहीं है</translation>
    </message>
    <message>
      <source>Language models could not be read</source>
      <translation>भाषा मॉडल पढ़े नहीं जा सके</translation>
    </message>
    <message>
      <source>The server lists no language models</source>
      <translation>सर्वर कोई भाषा मॉडल नहीं बताता</translation>
    </message>
    <message>
      <source>No language model matches the search</source>
      <translation>खोज से कोई भाषा मॉडल मेल नहीं खाता</translation>
    </message>
    <message>
      <source>Transcribers</source>
      <translation>ट्रांसक्राइबर</translation>
    </message>
    <message>
      <source>1 transcriber</source>
      <translation>1 ट्रांसक्राइबर</translation>
    </message>
    <message>
      <source>{count} transcribers</source>
      <translation>{count} ट्रांसक्राइबर</translation>
    </message>
    <message>
      <source>Reading transcribers…</source>
      <translation>ट्रांसक्राइबर पढ़े जा रहे हैं…</translation>
    </message>
    <message>
      <source>This key may not read transcribers</source>
      <translation>इस key को ट्रांसक्राइबर पढ़ने की अनुमति नहीं है</translation>
    </message>
    <message>
      <source>Transcribers could not be read</source>
      <translation>ट्रांसक्राइबर पढ़े नहीं जा सके</translation>
    </message>
    <message>
      <source>The server lists no transcribers</source>
      <translation>सर्वर कोई ट्रांसक्राइबर नहीं बताता</translation>
    </message>
    <message>
      <source>No transcriber matches the search</source>
      <translation>खोज से कोई ट्रांसक्राइबर मेल नहीं खाता</translation>
    </message>
    <message>
      <source>read {minutes} min ago</source>
      <translation>{minutes} मि॰ पहले पढ़ी गई</translation>
    </message>
    <message>
      <source>read {hours} h ago</source>
      <translation>{hours} घं॰ पहले पढ़ी गई</translation>
    </message>
  </context>
  <context>
    <name>Refused</name>
    <message>
      <source>Enter another key…</source>
      <translation>दूसरी key डालें…</translation>
    </message>
    <message>
      <source>The server refused the key of this profile.</source>
      <translation>सर्वर ने इस प्रोफ़ाइल की key अस्वीकार कर दी।</translation>
    </message>
    <message>
      <source>It may have been revoked or have expired. What was read before stays here.</source>
      <translation>हो सकता है वह रद्द हो गई हो या उसकी अवधि समाप्त हो गई हो। जो पहले पढ़ा गया था वह यहाँ बना रहता है।</translation>
    </message>
  </context>
  <context>
    <name>Remove</name>
    <message>
      <source>Wait until it has ended, or cancel it on the Leads tab.</source>
      <translation>उसके खत्म होने तक रुकें, या लीड टैब पर उसे रद्द करें।</translation>
    </message>
    <message>
      <source>1 upload of it has no known outcome, or parts that wait: settle it first, under Earlier uploads.</source>
      <translation>इसके 1 अपलोड का नतीजा पता नहीं है, या उसके भाग रुके हैं: पहले उसे “पिछले अपलोड” में सुलझाएँ।</translation>
    </message>
    <message>
      <source>Remove the profile</source>
      <translation>प्रोफ़ाइल हटाएँ</translation>
    </message>
    <message>
      <source>Clear local data</source>
      <translation>स्थानीय डेटा मिटाएँ</translation>
    </message>
    <message>
      <source>{count} uploads of it have no known outcome, or parts that wait: settle them first, under Earlier uploads.</source>
      <translation>इसके {count} अपलोड का नतीजा पता नहीं है, या उनके भाग रुके हैं: पहले उन्हें “पिछले अपलोड” में सुलझाएँ।</translation>
    </message>
    <message>
      <source>its do-not-call list, and the record of its uploads, which keeps people from being uploaded twice</source>
      <translation>इसकी कॉल-न-करें सूची और इसके अपलोड का रिकॉर्ड, जो लोगों को दो बार अपलोड होने से बचाता है</translation>
    </message>
    <message>
      <source>To delete it all the same, type the profile's name: {name}</source>
      <translation>फिर भी मिटाने के लिए प्रोफ़ाइल का नाम लिखें: {name}</translation>
    </message>
    <message>
      <source>Type the profile's name first.</source>
      <translation>पहले प्रोफ़ाइल का नाम लिखें।</translation>
    </message>
    <message>
      <source>Delete its local data too ({size})</source>
      <translation>इसका स्थानीय डेटा भी मिटाएँ ({size})</translation>
    </message>
    <message>
      <source>Remove {name}?</source>
      <translation>{name} हटाएँ?</translation>
    </message>
    <message>
      <source>Clear the local data of {name}?</source>
      <translation>{name} का स्थानीय डेटा मिटाएँ?</translation>
    </message>
    <message>
      <source>The key is deleted from this computer's keyring and the profile from the list. Nothing changes on the server; campaigns go on.</source>
      <translation>key इस कंप्यूटर की कीरिंग से और प्रोफ़ाइल सूची से हटा दिया जाता है। सर्वर पर कुछ नहीं बदलता; कैंपेन चलते रहते हैं।</translation>
    </message>
    <message>
      <source>The do-not-call list, the profile, its key and the settings stay. Nothing changes on the server.</source>
      <translation>कॉल-न-करें सूची, प्रोफ़ाइल, उसकी key और सेटिंग बनी रहती हैं। सर्वर पर कुछ नहीं बदलता।</translation>
    </message>
    <message>
      <source>{size} on this computer are overwritten and deleted: copies of what was read, and the record of what was uploaded from here, with the rows kept of it. Without that record this console cannot tell any more whom it has uploaded before.</source>
      <translation>इस कंप्यूटर पर {size} ऊपर से लिखकर मिटाया जाता है: जो पढ़ा गया उसकी प्रतियाँ और यहाँ से किए गए अपलोड का रिकॉर्ड, उसकी रखी हुई पंक्तियों के साथ। उस रिकॉर्ड के बिना यह कंसोल नहीं बता सकता कि पहले किसे अपलोड किया था।</translation>
    </message>
  </context>
  <context>
    <name>SearchField</name>
    <message>
      <source>Empty the search</source>
      <translation>खोज खाली करें</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>खोजें</translation>
    </message>
  </context>
  <context>
    <name>Shortcuts</name>
    <message>
      <source>Tables and lists</source>
      <translation>तालिकाएँ और सूचियाँ</translation>
    </message>
    <message>
      <source>Everywhere</source>
      <translation>हर जगह</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>कीबोर्ड शॉर्टकट</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>बंद करें</translation>
    </message>
    <message>
      <source>Every action, also those without keys, is in the palette: {keys}</source>
      <translation>हर काम, बिना शॉर्टकट वाले भी, पैलेट में है: {keys}</translation>
    </message>
    <message>
      <source>Choose a row</source>
      <translation>पंक्ति चुनें</translation>
    </message>
    <message>
      <source>Open the row</source>
      <translation>पंक्ति खोलें</translation>
    </message>
    <message>
      <source>First row, last row</source>
      <translation>पहली पंक्ति, आखिरी पंक्ति</translation>
    </message>
    <message>
      <source>What can be done with the row</source>
      <translation>पंक्ति के साथ क्या किया जा सकता है</translation>
    </message>
    <message>
      <source>Next control, control before</source>
      <translation>अगला कंट्रोल, पिछला कंट्रोल</translation>
    </message>
    <message>
      <source>Empty a search, close a dialog</source>
      <translation>खोज खाली करें, डायलॉग बंद करें</translation>
    </message>
  </context>
  <context>
    <name>Sort</name>
    <message>
      <source>The order of these rows is the server's</source>
      <translation>इन पंक्तियों का क्रम सर्वर का है</translation>
    </message>
    <message>
      <source>{column}, descending</source>
      <translation>{column}, घटते क्रम में</translation>
    </message>
    <message>
      <source>{column}, ascending</source>
      <translation>{column}, बढ़ते क्रम में</translation>
    </message>
  </context>
  <context>
    <name>Status</name>
    <message>
      <source>Not connected yet</source>
      <translation>अभी कनेक्टेड नहीं</translation>
    </message>
    <message>
      <source>No answer</source>
      <translation>कोई जवाब नहीं</translation>
    </message>
    <message>
      <source>Draft</source>
      <translation>ड्राफ़्ट</translation>
    </message>
    <message>
      <source>Active</source>
      <translation>सक्रिय</translation>
    </message>
    <message>
      <source>Scheduled</source>
      <translation>निर्धारित</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>इंतज़ार में</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>चल रहा है</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>पॉज़</translation>
    </message>
    <message>
      <source>Completed</source>
      <translation>पूर्ण</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>रद्द</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>विफल</translation>
    </message>
    <message>
      <source>Deleted</source>
      <translation>हटाया गया</translation>
    </message>
    <message>
      <source>Created</source>
      <translation>बनाई गई</translation>
    </message>
    <message>
      <source>Initiated</source>
      <translation>शुरू की गई</translation>
    </message>
    <message>
      <source>Sent</source>
      <translation>भेजी गई</translation>
    </message>
    <message>
      <source>Received</source>
      <translation>मिली</translation>
    </message>
    <message>
      <source>In progress</source>
      <translation>जारी</translation>
    </message>
    <message>
      <source>Did not pick</source>
      <translation>नहीं उठाया</translation>
    </message>
    <message>
      <source>Busy</source>
      <translation>व्यस्त</translation>
    </message>
    <message>
      <source>Retry expired</source>
      <translation>कोशिशें खत्म</translation>
    </message>
    <message>
      <source>Voicemail</source>
      <translation>वॉइसमेल</translation>
    </message>
    <message>
      <source>Hung up</source>
      <translation>फ़ोन काटा</translation>
    </message>
    <message>
      <source>Pending</source>
      <translation>बाकी</translation>
    </message>
    <message>
      <source>Removed</source>
      <translation>हटाई गई</translation>
    </message>
    <message>
      <source>Planned</source>
      <translation>नियोजित</translation>
    </message>
    <message>
      <source>In flight</source>
      <translation>भेजा जा रहा है</translation>
    </message>
    <message>
      <source>Confirmed</source>
      <translation>पुष्टि हुई</translation>
    </message>
    <message>
      <source>Refused</source>
      <translation>अस्वीकार</translation>
    </message>
    <message>
      <source>Set aside</source>
      <translation>अलग रखी गईं</translation>
    </message>
    <message>
      <source>Outcome unknown</source>
      <translation>नतीजा अज्ञात</translation>
    </message>
    <message>
      <source>Positive</source>
      <translation>सकारात्मक</translation>
    </message>
    <message>
      <source>Neutral</source>
      <translation>तटस्थ</translation>
    </message>
    <message>
      <source>Negative</source>
      <translation>नकारात्मक</translation>
    </message>
    <message>
      <source>Unknown</source>
      <translation>अज्ञात</translation>
    </message>
    <message>
      <source>Wait {seconds} s</source>
      <translation>{seconds} से॰ रुकें</translation>
    </message>
    <message>
      <source>Connected</source>
      <translation>कनेक्टेड</translation>
    </message>
    <message>
      <source>Offline</source>
      <translation>ऑफ़लाइन</translation>
    </message>
    <message>
      <source>Key refused</source>
      <translation>key अस्वीकार</translation>
    </message>
    <message>
      <source>Rate limited</source>
      <translation>सीमा लागू</translation>
    </message>
    <message>
      <source>Wait</source>
      <translation>रुकें</translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message>
      <source>Background work</source>
      <translation>बैकग्राउंड का काम</translation>
    </message>
    <message>
      <source>Cancel background work</source>
      <translation>बैकग्राउंड का काम रद्द करें</translation>
    </message>
  </context>
  <context>
    <name>StepBar</name>
    <message>
      <source>done</source>
      <translation>पूरा</translation>
    </message>
    <message>
      <source>current step</source>
      <translation>मौजूदा चरण</translation>
    </message>
    <message>
      <source>not yet</source>
      <translation>अभी नहीं</translation>
    </message>
    <message>
      <source>Step {number}: {title}</source>
      <translation>चरण {number}: {title}</translation>
    </message>
  </context>
  <context>
    <name>Texts</name>
    <message>
      <source>1 second</source>
      <translation>1 सेकंड</translation>
    </message>
    <message>
      <source>{h} h {m} m</source>
      <translation>{h} घं॰ {m} मि॰</translation>
    </message>
    <message>
      <source>{count} seconds</source>
      <translation>{count} सेकंड</translation>
    </message>
    <message>
      <source>{count} bytes</source>
      <translation>{count} बाइट</translation>
    </message>
    <message>
      <source>{s} s</source>
      <translation>{s} से॰</translation>
    </message>
    <message>
      <source>{m} m {s} s</source>
      <translation>{m} मि॰ {s} से॰</translation>
    </message>
  </context>
  <context>
    <name>Webhooks</name>
    <message>
      <source>Select a webhook first.</source>
      <translation>पहले कोई वेबहुक चुनें।</translation>
    </message>
    <message>
      <source>Add a webhook…</source>
      <translation>वेबहुक जोड़ें…</translation>
    </message>
    <message>
      <source>Edit…</source>
      <translation>बदलें…</translation>
    </message>
    <message>
      <source>Turn on</source>
      <translation>चालू करें</translation>
    </message>
    <message>
      <source>Turn off</source>
      <translation>बंद करें</translation>
    </message>
    <message>
      <source>Remove…</source>
      <translation>हटाएँ…</translation>
    </message>
    <message>
      <source>Add the webhook</source>
      <translation>वेबहुक जोड़ें</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>सहेजें</translation>
    </message>
    <message>
      <source>Check a delivery…</source>
      <translation>डिलीवरी जाँचें…</translation>
    </message>
    <message>
      <source>No profile is open.</source>
      <translation>कोई प्रोफ़ाइल खुली नहीं है।</translation>
    </message>
    <message>
      <source>Remove the webhook</source>
      <translation>वेबहुक हटाएँ</translation>
    </message>
    <message>
      <source>It is on.</source>
      <translation>यह चालू है।</translation>
    </message>
    <message>
      <source>It is off.</source>
      <translation>यह बंद है।</translation>
    </message>
    <message>
      <source>Remove the webhook to {host}?</source>
      <translation>{host} का वेबहुक हटाएँ?</translation>
    </message>
    <message>
      <source>{name}
The server sends nothing there any more, and drops what it wanted to send again. The secret cannot be had back. Turning it off keeps it.</source>
      <translation>{name}
सर्वर वहाँ आगे कुछ नहीं भेजेगा, और जो दोबारा भेजना था वह छोड़ देगा। सीक्रेट वापस नहीं मिल सकता। बंद करने पर वेबहुक बना रहता है।</translation>
    </message>
    <message>
      <source>The webhook to {host} was removed.</source>
      <translation>{host} का वेबहुक हटा दिया गया।</translation>
    </message>
    <message>
      <source>The webhook to {host} was added.</source>
      <translation>{host} का वेबहुक जोड़ दिया गया।</translation>
    </message>
    <message>
      <source>The webhook to {host} was changed.</source>
      <translation>{host} का वेबहुक बदल दिया गया।</translation>
    </message>
    <message>
      <source>Check a delivery</source>
      <translation>डिलीवरी जाँचें</translation>
    </message>
    <message>
      <source>Signature</source>
      <translation>हस्ताक्षर</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>बंद करें</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>जाँचें</translation>
    </message>
    <message>
      <source>Paste what your server received. Nothing is sent or kept. A signature tells who sent a delivery, not when: one that is sent again looks the same.</source>
      <translation>आपके सर्वर को जो मिला उसे यहाँ पेस्ट करें। कुछ भी भेजा या रखा नहीं जाता। हस्ताक्षर बताता है कि डिलीवरी किसने भेजी, कब नहीं: दोबारा भेजी गई डिलीवरी वैसी ही दिखती है।</translation>
    </message>
    <message>
      <source>The signature fits: this body was signed with this secret.</source>
      <translation>हस्ताक्षर मेल खाता है: इस body पर इसी सीक्रेट से हस्ताक्षर हुआ है।</translation>
    </message>
    <message>
      <source>The signature does not fit.</source>
      <translation>हस्ताक्षर मेल नहीं खाता।</translation>
    </message>
    <message>
      <source>The value of the header X-DialNexa-Signature</source>
      <translation>हेडर X-DialNexa-Signature का मान</translation>
    </message>
    <message>
      <source>Body, as it came</source>
      <translation>Body, जैसी आई</translation>
    </message>
    <message>
      <source>Signing secret</source>
      <translation>हस्ताक्षर का सीक्रेट</translation>
    </message>
    <message>
      <source>Fill in all three first.</source>
      <translation>पहले तीनों भरें।</translation>
    </message>
    <message>
      <source>This is no signature: 64 digits and letters from a to f are expected.</source>
      <translation>यह हस्ताक्षर नहीं है: 64 अंक और a से f तक के अक्षर होने चाहिए।</translation>
    </message>
    <message>
      <source>The body is not as it came (set out anew by a tool), or the secret is another.</source>
      <translation>Body वैसी नहीं है जैसी आई थी (किसी टूल ने उसे नए सिरे से सजाया), या सीक्रेट दूसरा है।</translation>
    </message>
    <message>
      <source>It may have been done all the same: the list is being read again.</source>
      <translation>हो सकता है कि यह फिर भी हो गया हो: सूची दोबारा पढ़ी जा रही है।</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>पता</translation>
    </message>
    <message>
      <source>Other events</source>
      <translation>दूसरे इवेंट</translation>
    </message>
    <message>
      <source>Replace the signing secret</source>
      <translation>हस्ताक्षर का सीक्रेट बदलें</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>रद्द करें</translation>
    </message>
    <message>
      <source>Edit the webhook</source>
      <translation>वेबहुक बदलें</translation>
    </message>
    <message>
      <source>Add a webhook</source>
      <translation>वेबहुक जोड़ें</translation>
    </message>
    <message>
      <source>The server did not accept this:</source>
      <translation>सर्वर ने इसे स्वीकार नहीं किया:</translation>
    </message>
    <message>
      <source>The server reaches public addresses only, and this one is not public.</source>
      <translation>सर्वर केवल सार्वजनिक पतों तक पहुँचता है, और यह सार्वजनिक नहीं है।</translation>
    </message>
    <message>
      <source>Nothing is changed yet.</source>
      <translation>अभी कुछ नहीं बदला गया है।</translation>
    </message>
    <message>
      <source>Separate names with commas. In a delivery an event may have another name, such as call_ended.</source>
      <translation>कॉमा से अलग करें। डिलीवरी में इवेंट का नाम दूसरा हो सकता है, जैसे call_ended।</translation>
    </message>
    <message>
      <source>The old one ends with the next delivery. A workspace may have one secret for all of its webhooks.</source>
      <translation>पुराना सीक्रेट अगली डिलीवरी से नहीं चलेगा। हो सकता है कि वर्कस्पेस के सभी वेबहुक का एक ही सीक्रेट हो।</translation>
    </message>
    <message>
      <source>Left empty, one is made here and shown once.</source>
      <translation>खाली छोड़ने पर यहीं बनाया जाता है और एक बार दिखाया जाता है।</translation>
    </message>
    <message>
      <source>Events</source>
      <translation>इवेंट</translation>
    </message>
    <message>
      <source>A public https address that answers within 5 seconds</source>
      <translation>सार्वजनिक https पता जो 5 सेकंड में जवाब दे</translation>
    </message>
    <message>
      <source>Choose at least one event.</source>
      <translation>कम से कम एक इवेंट चुनें।</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>दिखाएँ</translation>
    </message>
    <message>
      <source>Show the secret</source>
      <translation>सीक्रेट दिखाएँ</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>कॉपी करें</translation>
    </message>
    <message>
      <source>Copy the secret</source>
      <translation>सीक्रेट कॉपी करें</translation>
    </message>
    <message>
      <source>Lost it? Edit the webhook and replace the secret.</source>
      <translation>खो गया? वेबहुक बदलें और नया सीक्रेट लें।</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>हो गया</translation>
    </message>
    <message>
      <source>Hide the secret</source>
      <translation>सीक्रेट छिपाएँ</translation>
    </message>
    <message>
      <source>The secret was copied.</source>
      <translation>सीक्रेट कॉपी हो गया।</translation>
    </message>
    <message>
      <source>Deliveries to {where} are signed with this secret. Copy it to the program that receives them: it is shown this once, and the server gives it to nobody.</source>
      <translation>{where} की डिलीवरी पर इस सीक्रेट से हस्ताक्षर होता है। इसे उस प्रोग्राम में कॉपी करें जो उन्हें पाता है: यह इसी बार दिखाया जाता है, और सर्वर इसे किसी को नहीं देता।</translation>
    </message>
    <message>
      <source>Hide</source>
      <translation>छिपाएँ</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>फिर कोशिश करें</translation>
    </message>
    <message>
      <source>Webhooks</source>
      <translation>वेबहुक</translation>
    </message>
    <message>
      <source>Refresh</source>
      <translation>रिफ़्रेश</translation>
    </message>
    <message>
      <source>Retries and time limit of deliveries are set in the DialNexa dashboard.</source>
      <translation>डिलीवरी की दोबारा कोशिशें और समय सीमा DialNexa डैशबोर्ड में तय होती हैं।</translation>
    </message>
    <message>
      <source>The list shown was {age}.</source>
      <translation>दिख रही सूची: {age}।</translation>
    </message>
    <message>
      <source>Turn the webhook on</source>
      <translation>वेबहुक चालू करें</translation>
    </message>
    <message>
      <source>Turn the webhook off</source>
      <translation>वेबहुक बंद करें</translation>
    </message>
    <message>
      <source>Refresh webhooks</source>
      <translation>वेबहुक रिफ़्रेश करें</translation>
    </message>
    <message>
      <source>Check the signature of a delivery</source>
      <translation>डिलीवरी का हस्ताक्षर जाँचें</translation>
    </message>
    <message>
      <source>reading again…</source>
      <translation>दोबारा पढ़ा जा रहा है…</translation>
    </message>
    <message>
      <source>No profile is open</source>
      <translation>कोई प्रोफ़ाइल खुली नहीं है</translation>
    </message>
    <message>
      <source>A webhook has the server tell a program of yours when a call or a campaign has ended.</source>
      <translation>वेबहुक से सर्वर आपके प्रोग्राम को बताता है कि कोई कॉल या कैंपेन पूरा हो गया है।</translation>
    </message>
    <message>
      <source>No webhooks yet</source>
      <translation>अभी कोई वेबहुक नहीं है</translation>
    </message>
    <message>
      <source>Reading webhooks…</source>
      <translation>वेबहुक पढ़े जा रहे हैं…</translation>
    </message>
    <message>
      <source>This key may not read webhooks</source>
      <translation>इस key को वेबहुक पढ़ने की अनुमति नहीं है</translation>
    </message>
    <message>
      <source>Webhooks could not be read</source>
      <translation>वेबहुक पढ़े नहीं जा सके</translation>
    </message>
    <message>
      <source>Requests have to wait for {left}. It goes on by itself.</source>
      <translation>रिक्वेस्ट को {left} रुकना होगा। फिर काम अपने आप जारी होगा।</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>बंद</translation>
    </message>
    <message>
      <source>1 webhook</source>
      <translation>1 वेबहुक</translation>
    </message>
    <message>
      <source>State</source>
      <translation>स्थिति</translation>
    </message>
    <message>
      <source>Created</source>
      <translation>बनाया गया</translation>
    </message>
    <message>
      <source>not told</source>
      <translation>नहीं बताया गया</translation>
    </message>
    <message>
      <source>On</source>
      <translation>चालू</translation>
    </message>
    <message>
      <source>Enter the address that events are sent to.</source>
      <translation>वह पता डालें जहाँ इवेंट भेजे जाएँ।</translation>
    </message>
    <message>
      <source>The address has to start with https://</source>
      <translation>पता https:// से शुरू होना चाहिए</translation>
    </message>
    <message>
      <source>This is not a whole address.</source>
      <translation>यह पूरा पता नहीं है।</translation>
    </message>
    <message>
      <source>Use letters, digits and signs of plain English, without blanks.</source>
      <translation>केवल अंग्रेज़ी के अक्षर, अंक और चिह्न लें, बिना खाली जगह के।</translation>
    </message>
    <message>
      <source>{count} webhooks</source>
      <translation>{count} वेबहुक</translation>
    </message>
    <message>
      <source>a call has ended</source>
      <translation>कॉल पूरी हुई</translation>
    </message>
    <message>
      <source>a call has failed</source>
      <translation>कॉल विफल हुई</translation>
    </message>
    <message>
      <source>nobody answered</source>
      <translation>किसी ने नहीं उठाया</translation>
    </message>
    <message>
      <source>all leads of a campaign were called</source>
      <translation>कैंपेन की सभी लीड को कॉल हो गई</translation>
    </message>
    <message>
      <source>a campaign was paused</source>
      <translation>कैंपेन पॉज़ हुआ</translation>
    </message>
    <message>
      <source>a lead has passed its workflow</source>
      <translation>लीड ने अपना वर्कफ़्लो पूरा किया</translation>
    </message>
    <message>
      <source>The address may have at most {most} characters.</source>
      <translation>पते में {most} अक्षर तक हो सकते हैं।</translation>
    </message>
    <message>
      <source>Use {least} characters or more.</source>
      <translation>{least} या ज़्यादा अक्षर लें।</translation>
    </message>
  </context>
  <context>
    <name>Welcome</name>
    <message>
      <source>Welcome to DialNexa Console</source>
      <translation>DialNexa Console में आपका स्वागत है</translation>
    </message>
    <message>
      <source>Campaigns, leads, call logs and the request quota of your DialNexa workspace, in one window. To begin, add an API key from the DialNexa dashboard. It is kept in this computer's keyring and sent to your server only.</source>
      <translation>आपके DialNexa वर्कस्पेस के कैंपेन, लीड, कॉल लॉग और रिक्वेस्ट कोटा, सब एक विंडो में। शुरू करने के लिए DialNexa डैशबोर्ड से एक API key जोड़ें। वह इस कंप्यूटर की कीरिंग में रखी जाती है और सिर्फ़ आपके सर्वर को भेजी जाती है।</translation>
    </message>
    <message>
      <source>Add an API key…</source>
      <translation>API key जोड़ें…</translation>
    </message>
    <message>
      <source>Try the demo</source>
      <translation>डेमो आज़माएँ</translation>
    </message>
    <message>
      <source>The demo runs on this computer with invented data. No real call is made.</source>
      <translation>डेमो इसी कंप्यूटर पर काल्पनिक डेटा के साथ चलता है। कोई असली कॉल नहीं होती।</translation>
    </message>
  </context>
  <context>
    <name>WhenAllowed</name>
    <message>
      <source>When allowed: {action}</source>
      <translation>अनुमति मिलने पर: {action}</translation>
    </message>
    <message>
      <source>When allowed</source>
      <translation>अनुमति मिलने पर</translation>
    </message>
    <message>
      <source>Take out of the queue</source>
      <translation>कतार से निकालें</translation>
    </message>
    <message>
      <source>Nothing here waits for the server</source>
      <translation>यहाँ कुछ भी सर्वर के इंतज़ार में नहीं है</translation>
    </message>
    <message>
      <source>{action} is queued in place {place} and leaves when requests are allowed again.</source>
      <translation>{action} कतार में स्थान {place} पर है और रिक्वेस्ट की अनुमति मिलते ही जाएगा।</translation>
    </message>
    <message>
      <source>{action} was taken out of the queue. Nothing was sent.</source>
      <translation>{action} कतार से निकाला गया। कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
      <source>{action} is queued in place of {others}.</source>
      <translation>{others} की जगह {action} कतार में लगाया गया।</translation>
    </message>
    <message>
      <source>{action} is queued and leaves first when requests are allowed again.</source>
      <translation>{action} कतार में है और रिक्वेस्ट की अनुमति मिलते ही सबसे पहले जाएगा।</translation>
    </message>
    <message>
      <source>Take out of the queue: {action}</source>
      <translation>कतार से निकालें: {action}</translation>
    </message>
    <message>
      <source>{action} is queued already.</source>
      <translation>{action} पहले से कतार में है।</translation>
    </message>
    <message>
      <source>{action} has left the queue already.</source>
      <translation>{action} कतार से पहले ही निकल चुका है।</translation>
    </message>
    <message>
      <source>{action} was not done. Nothing was sent.</source>
      <translation>{action} नहीं किया गया। कुछ नहीं भेजा गया।</translation>
    </message>
  </context>
  <context>
    <name>WriteLock</name>
    <message>
      <source>This profile is read-only. File, Manage profiles changes that.</source>
      <translation>यह प्रोफ़ाइल केवल पढ़ने के लिए है। फ़ाइल, प्रोफ़ाइल प्रबंधित करें में इसे बदला जा सकता है।</translation>
    </message>
  </context>
</TS>
